import { html, nothing, type TemplateResult } from 'lit';
import type { PatientView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';

/** Name, date of birth and patient number in one line: what tells the right patient from a wrong one. */
export function patientLine(patient: PatientView): TemplateResult {
  const { dates, patient: text } = words('tab');
  const { name, birthDate, patientId, patientIdLabel } = patient;
  return html`<strong>${name}</strong>${
      birthDate === undefined ? nothing : unbroken(text.bornOn(dates.date(birthDate)))
    }${patientId === undefined ? nothing : unbroken(text.numbered(patientIdLabel, patientId))}`;
}

/** Dates and numbers are compared as a whole, and with what they are: no line ends inside one. */
function unbroken(text: string): TemplateResult {
  return html` · <span class="unbroken">${text}</span>`;
}
