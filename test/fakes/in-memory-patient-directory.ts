import { ok, type Result } from '../../services/domain/result.ts';
import type {
  DescribedPage,
  DescribedPatient,
  DirectoryPageRequest,
  DirectoryQuery,
  Having,
  PatientDirectory,
  UsualGp,
} from '../../services/ports/patient-directory.ts';

/** A patient, with what only the host knows of them. */
export interface KnownPatient extends DescribedPatient {
  readonly usualGpId?: string;
  readonly sharesEmail?: boolean;
}

/** A directory that knows whom a test has put there, in the order in which they stand there. */
export class InMemoryPatientDirectory implements PatientDirectory {
  readonly describes = true;
  /** Refs of who was opened. */
  readonly opened: string[] = [];
  /** Whoever sits there stays, because of unsaved changes. */
  stays = false;

  constructor(
    public known: readonly KnownPatient[] = [],
    public gps: readonly UsualGp[] = [],
  ) {}

  describe(refs: readonly string[]): Promise<Result<ReadonlyMap<string, DescribedPatient>>> {
    const found = this.known.filter(({ ref }) => refs.includes(ref));
    return Promise.resolve(ok(new Map(found.map((patient) => [patient.ref, shown(patient)]))));
  }

  readonly find = (
    query: DirectoryQuery,
    { after, size }: DirectoryPageRequest,
  ): Promise<Result<DescribedPage>> => {
    const found = this.known.filter((patient) => fits(patient, query));
    const from = after === undefined ? 0 : found.findIndex(({ ref }) => ref === after) + 1;
    const page = found.slice(from, from + size);
    const next = from + size < found.length ? page.at(-1)?.ref : undefined;
    return Promise.resolve(ok({ patients: page.map(shown), ...(next !== undefined && { next }) }));
  };

  readonly usualGps = (): Promise<Result<readonly UsualGp[]>> => Promise.resolve(ok(this.gps));

  readonly open = (ref: string): Promise<Result<boolean>> => {
    if (!this.stays) this.opened.push(ref);
    return Promise.resolve(ok(!this.stays));
  };
}

function shown({
  usualGpId: _id,
  sharesEmail: _shares,
  ...patient
}: KnownPatient): DescribedPatient {
  return patient;
}

function fits(patient: KnownPatient, query: DirectoryQuery): boolean {
  const { birthDate, number, usualGpId, displayName = '' } = patient;
  const words = wordsOf(displayName);
  const { having } = query;
  return [
    query.name === undefined ||
      wordsOf(query.name).every((typed) => words.some((word) => word.startsWith(typed))),
    query.number === undefined || number?.value === query.number.replace(/\s/g, ''),
    query.bornFrom === undefined || (birthDate !== undefined && birthDate >= query.bornFrom),
    query.bornUntil === undefined || (birthDate !== undefined && birthDate <= query.bornUntil),
    query.usualGp === undefined || usualGpId === query.usualGp,
    having === undefined || TRAITS[having](patient),
  ].every(Boolean);
}

const TRAITS: Readonly<Record<Having, (patient: KnownPatient) => boolean>> = {
  'no-verified-email': ({ hasVerifiedEmail }) => hasVerifiedEmail !== true,
  'shared-email': ({ sharesEmail }) => sharesEmail === true,
  restricted: ({ restricted }) => restricted,
  left: ({ ending }) => ending !== undefined,
};

function wordsOf(name: string): readonly string[] {
  const plain = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return plain.split(/[^\p{L}]+/u).filter((word) => word !== '');
}
