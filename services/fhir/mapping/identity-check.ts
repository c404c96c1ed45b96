import type { Extension, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { IdentityMethod, type IdentityCheckRecord } from '../../domain/records.ts';
import {
  ENTERED_IN_ERROR_EXTENSION,
  IDENTITY_CHECK_ID,
  IDENTITY_METHOD_CODE,
} from '../vocabulary.ts';
import { readParts, writeParts } from './parts.ts';
import {
  calendarDate,
  complete,
  extension,
  identifierValue,
  instant,
  listed,
  object,
  objects,
  oneOf,
  patientRef,
  practiceOf,
  staff,
  text,
  type Json,
  type Reading,
} from './reading.ts';
import {
  partsOf,
  patientReference,
  practiceMeta,
  replaceExtensions,
  staffReference,
  withExtensions,
} from './writing.ts';

const ENTERED_IN_ERROR = 'entered-in-error';
const ERROR_MARK = { at: 'instant', by: 'staff', reason: 'string' } as const;

/** An identity check as a QuestionnaireResponse, on top of `base`. */
export function identityCheckToResponse(
  check: IdentityCheckRecord,
  operationId: string,
  base?: QuestionnaireResponse,
): QuestionnaireResponse {
  const items = ourItems(check);
  const ours = new Set([...items.map((item) => item.linkId), 'freetext']);
  return {
    ...base,
    resourceType: 'QuestionnaireResponse',
    meta: practiceMeta(base?.meta, check.practiceId),
    extension: withExtensions(base?.extension, operationId, {
      [ENTERED_IN_ERROR_EXTENSION]: errorMark(check, base),
    }),
    identifier: { system: IDENTITY_CHECK_ID, value: check.id },
    status: check.enteredInError === undefined ? 'completed' : ENTERED_IN_ERROR,
    subject: patientReference(check.patientRef),
    authored: check.recordedAt,
    author: staffReference(check.recordedBy),
    item: [...items, ...listed(base?.item).filter((item) => !ours.has(item.linkId))],
  };
}

function ourItems(check: IdentityCheckRecord): QuestionnaireResponseItem[] {
  const method = { system: IDENTITY_METHOD_CODE, code: check.method };
  return [
    { linkId: 'date', answer: [{ valueDate: check.date }] },
    { linkId: 'method', answer: [{ valueCoding: method }] },
    { linkId: 'staff-id', answer: [{ valueString: check.staff.id }] },
    { linkId: 'staff-name', answer: [{ valueString: check.staff.name }] },
    // FHIR has no empty text, so an empty free text is left out.
    ...(check.freetext === ''
      ? []
      : [{ linkId: 'freetext', answer: [{ valueString: check.freetext }] }]),
    ...(check.vouchedAs === undefined
      ? []
      : [{ linkId: 'vouched-as', answer: [{ valueString: check.vouchedAs }] }]),
  ];
}

function errorMark(
  check: IdentityCheckRecord,
  base: QuestionnaireResponse | undefined,
): Omit<Extension, 'url'> | undefined {
  const { enteredInError } = check;
  if (enteredInError === undefined) return undefined;
  return {
    extension: replaceExtensions(
      partsOf(base?.extension, ENTERED_IN_ERROR_EXTENSION),
      writeParts(ERROR_MARK, enteredInError),
    ),
  };
}

/** A QuestionnaireResponse back into an identity check. */
export function responseToIdentityCheck(response: Json): Reading<IdentityCheckRecord> {
  const coding = object(answer(response, 'method').valueCoding);
  return complete(
    {
      checkId: identifierValue(response.identifier, IDENTITY_CHECK_ID),
      practice: practiceOf(response),
      patient: patientRef(response.subject),
      date: calendarDate(answer(response, 'date').valueDate),
      method:
        coding.system === IDENTITY_METHOD_CODE ? oneOf(IdentityMethod, coding.code) : undefined,
      checkerId: text(answer(response, 'staff-id').valueString),
      checkerName: text(answer(response, 'staff-name').valueString),
      recordedAt: instant(response.authored),
      author: staff(response.author),
      enteredInError: errorMarkOf(response),
    },
    (found) => ({
      id: found.checkId,
      practiceId: found.practice,
      patientRef: found.patient,
      date: found.date,
      method: found.method,
      staff: { id: found.checkerId, name: found.checkerName },
      freetext: text(answer(response, 'freetext').valueString) ?? '',
      recordedAt: found.recordedAt,
      recordedBy: found.author,
      ...vouchedAs(response),
      ...(found.enteredInError === null ? {} : { enteredInError: found.enteredInError }),
    }),
  );
}

/** What is not known does not count for more than a vouch of anybody. */
function vouchedAs(response: Json): Pick<IdentityCheckRecord, 'vouchedAs'> {
  const as = answer(response, 'vouched-as').valueString;
  return as === 'account-manager' ? { vouchedAs: as } : {};
}

function answer(response: Json, linkId: string): Json {
  const item = objects(response.item).find((each) => each.linkId === linkId);
  return objects(item?.answer)[0] ?? {};
}

/** `null` when the check stands; `undefined` when status and mark do not agree or the mark cannot be read. */
function errorMarkOf(
  response: Json,
): NonNullable<IdentityCheckRecord['enteredInError']> | null | undefined {
  const mark = extension(response, ENTERED_IN_ERROR_EXTENSION);
  if (response.status === 'completed' && mark === undefined) return null;
  if (response.status !== ENTERED_IN_ERROR || mark === undefined) return undefined;
  return readParts(ERROR_MARK, mark);
}
