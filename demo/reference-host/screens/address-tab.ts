import type { Disposable, HostContact } from '../../../plugin/host-api.ts';
import { Disposables } from '../base/disposables.ts';
import { make, makeButton } from '../base/dom.ts';
import type { WorkingCopies } from '../plugin-support/working-copies.ts';
import type { PatientRecords } from '../record/patient-records.ts';
import { addressLines, patientLine } from '../record/patient-text.ts';
import { CONTACT_TYPE_LABELS, showCommunicationDialog } from './communication-dialog.ts';

const COLUMNS = ['Contact', 'Type of Contact', 'Verified', 'Preferred Contact', 'Change'];

/** Where the patient lives, and *Contacts for patient*. */
export function fillAddressTab(
  panel: HTMLElement,
  records: PatientRecords,
  workingCopies: WorkingCopies,
): Disposable {
  const held = new Disposables();
  const address = make('address', { class: 'address' });
  const contacts = make('div', { class: 'scroll' });
  const patientId = records.current.value?.id ?? '';
  const edit = async (contact: HostContact | undefined): Promise<void> => {
    const { value: patient } = records.current;
    const about = patient === null ? undefined : patientLine(patient);
    await showCommunicationDialog(
      { about, form: { workingCopies, patientId } },
      contact,
      (changed) => records.saveContact(patientId, changed),
    );
    // The row it was opened from has been drawn anew meanwhile.
    buttonFor(panel, contact?.id).focus();
  };
  panel.append(
    make('h2', {}, 'Home address'),
    address,
    make('h2', { id: 'contacts-heading' }, 'Contacts for patient'),
    contacts,
    makeButton('Add', () => void edit(undefined), {
      class: 'button',
      'data-contact': '',
      'aria-label': 'Add a contact',
    }),
  );
  held.add(
    records.current.subscribe((patient) => {
      if (patient !== null) address.replaceChildren(...linesOf(addressLines(patient)));
    }),
  );
  held.add(
    records.contacts(patientId).subscribe((all) => {
      const focused = contacts.contains(document.activeElement)
        ? (document.activeElement as HTMLElement).dataset.contact
        : undefined;
      contacts.replaceChildren(contactTable(all, (contact) => void edit(contact)));
      if (focused !== undefined) buttonFor(panel, focused).focus();
    }),
  );
  return held;
}

function contactTable(
  contacts: readonly HostContact[],
  onEdit: (contact: HostContact) => void,
): HTMLElement {
  if (contacts.length === 0) return make('p', { class: 'empty' }, 'No contacts on record.');
  return make(
    'table',
    { class: 'list', 'aria-labelledby': 'contacts-heading' },
    make(
      'thead',
      {},
      make('tr', {}, ...COLUMNS.map((title) => make('th', { scope: 'col' }, title))),
    ),
    make('tbody', {}, ...contacts.map((contact) => contactRow(contact, onEdit))),
  );
}

function contactRow(contact: HostContact, onEdit: (contact: HostContact) => void): HTMLElement {
  const { id, value, type, verified, preferred } = contact;
  const edit = makeButton(
    'Edit',
    () => {
      onEdit(contact);
    },
    {
      class: 'button small',
      'data-contact': id,
      'aria-label': `Edit ${value}`,
    },
  );
  return make(
    'tr',
    {},
    make('th', { scope: 'row', class: 'wrap-anywhere' }, value),
    make('td', {}, CONTACT_TYPE_LABELS[type]),
    make('td', {}, verified ? 'Yes' : 'No'),
    make('td', {}, preferred ? 'Yes' : 'No'),
    make('td', {}, edit),
  );
}

/** The button of a contact, or *Add* when there is none. */
function buttonFor(panel: HTMLElement, contactId: string | undefined): HTMLElement {
  const buttons = [...panel.querySelectorAll<HTMLElement>('button[data-contact]')];
  return buttons.find((button) => button.dataset.contact === (contactId ?? '')) ?? panel;
}

function linesOf(lines: readonly string[]): readonly Node[] {
  if (lines.length === 0) return [make('span', { class: 'empty' }, 'No address on record.')];
  return lines.map((line) => make('span', {}, line));
}
