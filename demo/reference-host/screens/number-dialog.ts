import type { Identifier, Patient } from 'fhir/r4';
import type { Nation } from '../../../plugin/host-api.ts';
import { make } from '../base/dom.ts';
import { sentenceFor } from '../base/host-refusal.ts';
import type { PatientRecords } from '../record/patient-records.ts';
import type { WorkingCopies } from '../plugin-support/working-copies.ts';
import { patientLine } from '../record/patient-text.ts';
import { showDialog } from '../shell/dialog.ts';

interface NumberKind {
  readonly label: string;
  readonly system: string;
}

const NHS_NUMBER: NumberKind = {
  label: 'NHS number',
  system: 'https://fhir.nhs.uk/Id/nhs-number',
};
const KIND_OF: Readonly<Record<Nation, NumberKind>> = {
  england: NHS_NUMBER,
  wales: NHS_NUMBER,
  scotland: { label: 'CHI number', system: 'urn:oid:2.16.840.1.113883.2.1.3.2.4.16.53' },
  'northern-ireland': { label: 'H&C number', system: 'https://fhir.nhs.uk/Id/hsc-number' },
};

/**
 * Lets staff type the number that counts in this nation. Its check digit is not tested here: hosts hold mistyped
 * numbers, and a plugin has to cope with them.
 */
export async function showNumberDialog(
  nation: Nation,
  records: PatientRecords,
  workingCopies: WorkingCopies,
): Promise<void> {
  const { value: patient } = records.current;
  if (patient?.id === undefined) return;
  const { id } = patient;
  const kind = KIND_OF[nation];
  const input = make('input', {
    id: 'patient-number',
    autocomplete: 'off',
    'aria-describedby': 'patient-number-fault',
  });
  input.value = (patient.identifier ?? []).find(isOfKind(kind))?.value ?? '';
  const fault = make('p', { id: 'patient-number-fault', class: 'fault', role: 'alert' });
  const save = async (): Promise<boolean> => {
    const value = input.value.replace(/\s/g, '');
    try {
      await records.change(id, (current) => withNumber(current, kind, value));
      return true;
    } catch (error) {
      fault.textContent = sentenceFor(error);
      return false;
    }
  };
  await showDialog({
    title: 'Correct the patient number',
    about: patientLine(patient),
    form: { workingCopies, patientId: id },
    body: [
      make('div', { class: 'field' }, make('label', { for: input.id }, kind.label), input),
      make('p', { class: 'hint' }, 'Leave it empty when the patient has none.'),
      fault,
    ],
    buttons: ['OK', 'Cancel'],
    mayClose: (button) => button === 'Cancel' || save(),
  });
}

/** The patient with this number instead of the one they had, or without one when it is empty. */
export function withNumber(patient: Patient, kind: NumberKind, value: string): Patient {
  const others = (patient.identifier ?? []).filter((identifier) => !isOfKind(kind)(identifier));
  const { identifier: _identifier, ...rest } = patient;
  const number: Identifier[] =
    value === '' ? [] : [{ use: 'official', system: kind.system, value }];
  const identifier = [...number, ...others];
  return identifier.length === 0 ? rest : { ...rest, identifier };
}

function isOfKind({ system }: NumberKind): (identifier: Identifier) => boolean {
  return (identifier) => identifier.system === system;
}
