import type { HostContact } from '../../../plugin/host-api.ts';
import { make } from '../base/dom.ts';
import { sentenceFor } from '../base/host-refusal.ts';
import { showDialog, type DialogOptions } from '../shell/dialog.ts';

type ContactType = HostContact['type'];

export const CONTACT_TYPE_LABELS: Readonly<Record<ContactType, string>> = {
  email: 'Email',
  mobile: 'Mobile',
  phone: 'Phone',
};

/** Whose contacts they are, and where what is typed counts as unsaved. */
export type Whose = Pick<DialogOptions, 'about' | 'form'>;

/**
 * The *Communication - Add* or *Communication - Update* dialog. It stays open, with the reason, when the record refuses
 * the contact.
 * @param contact the one to update; none to add one.
 */
export async function showCommunicationDialog(
  whose: Whose,
  contact: HostContact | undefined,
  save: (contact: HostContact) => Promise<unknown>,
): Promise<void> {
  const value = make('input', {
    id: 'communication-contact',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'communication-fault',
  });
  value.value = contact?.value ?? '';
  const type = make(
    'select',
    { id: 'communication-type' },
    ...Object.entries(CONTACT_TYPE_LABELS).map(([name, label]) =>
      make('option', { value: name, selected: name === contact?.type }, label),
    ),
  );
  const verified = checkbox('communication-verified', contact?.verified ?? false);
  const preferred = checkbox('communication-preferred', contact?.preferred ?? false);
  const fault = make('p', { id: 'communication-fault', class: 'fault', role: 'alert' });

  const trySave = async (): Promise<boolean> => {
    const typed: HostContact = {
      ...(contact?.id === undefined ? {} : { id: contact.id }),
      type: typeIn(type.value),
      value: value.value.trim(),
      verified: verified.checked,
      preferred: preferred.checked,
      // How it was verified is true of this address alone, and while it counts as verified.
      ...(contact?.verification !== undefined &&
        verified.checked &&
        contact.verified &&
        contact.value === value.value.trim() && { verification: contact.verification }),
    };
    try {
      const wrong = faultOf(typed);
      if (wrong === undefined) await save(typed);
      fault.textContent = wrong ?? '';
      value.setAttribute('aria-invalid', String(wrong !== undefined));
      if (wrong !== undefined) value.focus();
      return wrong === undefined;
    } catch (error) {
      fault.textContent = sentenceFor(error);
      return false;
    }
  };

  await showDialog({
    ...whose,
    title: contact === undefined ? 'Communication - Add' : 'Communication - Update',
    body: [
      labelled('Contact', value),
      labelled('Type of Contact', type),
      ticked('Verified', verified),
      ticked('Preferred Contact', preferred),
      fault,
    ],
    buttons: ['OK', 'Cancel'],
    mayClose: (button) => button === 'Cancel' || trySave(),
  });
}

/** What a person can get wrong without noticing; the sentence says what to do. */
function faultOf({ type, value }: HostContact): string | undefined {
  if (value === '') return 'Type the address or number.';
  if (type === 'email') {
    return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)
      ? undefined
      : 'This is not an email address. It needs a name, an @ and a domain, like name@example.org.';
  }
  return /^\+?\d{10,15}$/.test(value.replace(/[\s().-]/g, ''))
    ? undefined
    : 'This is not a phone number. Type it with its area code, digits only.';
}

function typeIn(value: string): ContactType {
  return value === 'mobile' || value === 'phone' ? value : 'email';
}

function checkbox(id: string, checked: boolean): HTMLInputElement {
  return make('input', { id, type: 'checkbox', checked });
}

function labelled(label: string, control: HTMLElement): HTMLElement {
  return make('div', { class: 'field' }, make('label', { for: control.id }, label), control);
}

function ticked(label: string, box: HTMLElement): HTMLElement {
  return make('div', { class: 'tick' }, box, make('label', { for: box.id }, label));
}
