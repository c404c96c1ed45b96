import type { Meta } from 'fhir/r4';
import type { AnyResource, RecordRights } from '../fhir-server/index.ts';
import { jsonAnswer, resourceIn } from './fhir-answer.ts';
import { type OutsideAnswer, OutsideFailure } from './outside-record.ts';

interface Page extends AnyResource {
  readonly total?: number;
  readonly entry?: readonly { readonly resource?: Held }[];
}

type Held = AnyResource & { readonly meta?: Meta };

/** Servers mark with it what they give in part; in part, nobody can tell whose it is. */
const SUBSETTED = 'SUBSETTED';

/**
 * A page of a search or a history with what somebody may see of it. Links stay as the server wrote them; the total
 * goes, as it counts what is not shown.
 * @param type the only one that was asked for, if so.
 * @throws {OutsideFailure} when the server answers with anything but a Bundle.
 */
export function seenPage(
  answer: OutsideAnswer,
  { sees }: RecordRights,
  type?: string,
): OutsideAnswer {
  if (answer.status < 200 || answer.status >= 300) return answer;
  const bundle = resourceIn(answer) as Page | undefined;
  if (bundle?.resourceType !== 'Bundle') {
    throw new OutsideFailure(502, 'The FHIR server answered with no Bundle.');
  }
  const { total: _total, entry: entries = [], ...rest } = bundle;
  const entry = entries.filter(({ resource }) => {
    if (resource === undefined) return false;
    if (resource.resourceType === 'OperationOutcome') return true;
    return isAskedFor(resource, type) && isWhole(resource) && sees(resource);
  });
  const { headers } = answer;
  return jsonAnswer(answer.status, { ...rest, ...(entry.length > 0 && { entry }) }, headers);
}

function isAskedFor(resource: Held, type: string | undefined): boolean {
  return type === undefined || resource.resourceType === type;
}

/** What says whose a patient is can be left out; whose anything else is stands in its tags. */
function isWhole(resource: Held): boolean {
  const tags = resource.meta?.tag ?? [];
  return resource.resourceType !== 'Patient' || !tags.some(({ code }) => code === SUBSETTED);
}
