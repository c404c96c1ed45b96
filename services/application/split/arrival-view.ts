/** A transfer that was not matched by itself, beside the patients here who may be meant. */
import { groupDigits, patientIdFor } from '../../domain/patient/patient-identifier.ts';
import { agreementWith, whyNotTaken } from '../../domain/split/matching.ts';
import type { FoundPatient } from '../../ports/patient-finder.ts';
import { visibleText, words } from '../../words/words.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { whyOf } from '../jobs/groups.ts';
import type { Unmatched } from './in-look.ts';
import type { ArrivalCandidate, ArrivalView } from './split-view.ts';

export function arrivalView(unmatched: Unmatched, ports: AllPorts): ArrivalView {
  const { transfer, because, candidates } = unmatched;
  const { person } = transfer.content;
  return {
    id: transfer.id,
    name: visibleText(person.name),
    from: visibleText(transfer.from.name),
    at: transfer.handedOverAt,
    because: whyOf(because),
    given: given(unmatched),
    candidates: candidates.map((candidate) => candidateView(candidate, unmatched, ports)),
  };
}

function given({ transfer: { content } }: Unmatched): ArrivalView['given'] {
  const { number, birthDate, name, surname } = content.person;
  const { details, day, accounts } = words('split');
  return [
    { label: details.number, text: groupDigits(number.scheme, number.value) },
    { label: details.birthDate, text: day(birthDate) },
    { label: details.surname, text: visibleText(surname) },
    { label: details.name, text: visibleText(name) },
    { label: details.account, text: content.enabled ? accounts.enabled : accounts.disabled },
  ];
}

function candidateView(
  candidate: FoundPatient,
  { transfer, because, withAccount }: Unmatched,
  { practice: { nation } }: AllPorts,
): ArrivalCandidate {
  const { person } = transfer.content;
  const { details, day, nothing, follows } = words('split');
  const same = agreementWith(person, candidate, nation);
  const number = patientIdFor(nation, candidate.identifiers);
  const refused = whyNotTaken(candidate, nation);
  return {
    patientRef: candidate.ref,
    name: visibleText(candidate.displayName ?? words('views').patient.nameNotRecorded),
    rows: [
      {
        label: details.number,
        given: groupDigits(person.number.scheme, person.number.value),
        held: number.ok ? number.value.display : nothing,
        isSame: same.number,
      },
      {
        label: details.birthDate,
        given: day(person.birthDate),
        held: candidate.birthDate === undefined ? nothing : day(candidate.birthDate),
        isSame: same.birthDate,
      },
      {
        label: details.surname,
        given: visibleText(person.surname),
        held: visibleText(candidate.surname ?? nothing),
        isSame: same.surname,
      },
    ],
    ...(refused !== undefined && { refused: sentenceOf(refused) }),
    follows:
      because.code === 'made-in-part'
        ? follows.finished
        : withAccount.has(candidate.ref)
          ? follows.hasOne
          : follows.made,
  };
}
