import {
  RegistrationState,
  type PatientRecords,
  type RegistrationRecord,
  type TaggedRecord,
} from './records.ts';

/** What a change writes: each record that is another object than before, as it was and as it is. */
export function writesOf(
  before: PatientRecords,
  after: PatientRecords,
): readonly { readonly before?: TaggedRecord['body']; readonly after: TaggedRecord }[] {
  const earlier = new Map(tagged(before).map((record) => [record.body.id, record.body]));
  return tagged(after)
    .filter((record) => earlier.get(record.body.id) !== record.body)
    .map((record) => {
      const was = earlier.get(record.body.id);
      return was === undefined ? { after: record } : { before: was, after: record };
    });
}

/** Account first: the others make sense only with it. Old codes end before new ones begin. */
function tagged(state: PatientRecords): readonly TaggedRecord[] {
  return [
    ...(state.account ? [{ kind: 'account' as const, body: state.account }] : []),
    ...endedFirst(state.registrations).map((body) => ({ kind: 'registration' as const, body })),
    ...(state.services ? [{ kind: 'services' as const, body: state.services }] : []),
    ...state.identityChecks.map((body) => ({ kind: 'identity-check' as const, body })),
    ...state.letters.map((body) => ({ kind: 'letter' as const, body })),
  ];
}

function endedFirst(registrations: readonly RegistrationRecord[]): readonly RegistrationRecord[] {
  const isPending = ({ state }: RegistrationRecord): boolean => state === RegistrationState.pending;
  return [...registrations.filter((one) => !isPending(one)), ...registrations.filter(isPending)];
}
