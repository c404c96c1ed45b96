/** What is done to contacts, and the dialogs for it. It comes with the dialogs, when somebody starts to work. */
import { html } from 'lit';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { loadWords, visibleText, words } from '../../services/words/words.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { dialogPlace, type Dialog, type DialogPlace } from '../base/dialog-place.ts';
import { handing } from '../base/handing.ts';
import { notLoaded } from '../base/later.ts';
import type { SectionElement } from '../base/section-element.ts';
import type { Contact, Result } from '../view-types.ts';
import type { Decision, OfferedContact, Question } from './offered-part.ts';

export type PickerType = 'email' | 'mobile';

export interface ContactActs {
  /** Opens the dialog of a contact, or of a new one of a type. */
  readonly edit: (from: Contact | PickerType) => Promise<Result<false>>;
  readonly verify: (contact: Contact) => Promise<Result<false>>;
  /** Makes it the preferred one of its type, unless it is already. */
  readonly prefer: (view: ReadyTabView, id: string) => Promise<Result<unknown>>;
  /** Decides about what the patient changed at the website. */
  readonly decide: (offer: OfferedContact, decision: Decision) => Promise<Result<string>>;
  /** What the last decision has asked. */
  readonly question: () => Question | undefined;
  readonly renderDialog: DialogPlace['render'];
}

/** What is done in the section, once what it says has come too. */
export async function loadContactActs(
  section: SectionElement,
  services: () => OnlineServices | undefined,
): Promise<ContactActs> {
  await loadWords('dialogs');
  return contactActs(section, services);
}

function contactActs(
  section: SectionElement,
  services: () => OnlineServices | undefined,
): ContactActs {
  const hand = handing(services, 'os-communication-dialog', 'os-verify-dialog');
  const place = dialogPlace(section);
  let question: Question | undefined;

  async function prefer({ contacts, patient }: ReadyTabView, id: string): Promise<Result<unknown>> {
    const contact = contacts.find((each) => each.id === id);
    if (contact === undefined || contact.preferred) return { ok: true, value: false };
    const preferred = { ...contact, preferred: true };
    const given = services();
    if (given === undefined) return notLoaded();
    const result = await given.saveContact({ patientRef: patient.ref, contact: preferred });
    if (result.ok) tell(words('tab').contacts.nowPreferred, contact);
    // What it would do is said where it can be thought over.
    else if (result.failure.question) void place.open(communicationDialog(preferred));
    return result;
  }

  async function decide(offer: OfferedContact, decision: Decision): Promise<Result<string>> {
    const given = services();
    if (given === undefined) return notLoaded();
    const result = await decision(given);
    question = undefined;
    if (result.ok) {
      section.announcer?.say(result.value);
      // The button has gone with its row.
      void section.focusOn(offer.type);
    } else if (result.failure.question !== undefined) {
      question = { offer, failure: result.failure };
      section.announcer?.say(result.failure.message);
    }
    return result;
  }

  const communicationDialog =
    (from: Contact | PickerType): Dialog =>
    (view) =>
      html`<os-communication-dialog
        .staffId=${view.staff.id}
        .patient=${view.patient}
        .announcer=${section.announcer}
        .contacts=${view.contacts}
        .from=${from}
        .headingLevel=${section.headingLevel}
        @os-connected=${hand}
        @os-close=${closed(words('dialogs').contacts.saved)}
      ></os-communication-dialog>`;

  const verifyDialog =
    (contact: Contact): Dialog =>
    (view) =>
      html`<os-verify-dialog
        .patient=${view.patient}
        .announcer=${section.announcer}
        .view=${view}
        .contact=${contact}
        .headingLevel=${section.headingLevel}
        @os-connected=${hand}
        @os-close=${closed(words('dialogs').contacts.nowVerified)}
      ></os-verify-dialog>`;

  function closed(said: (value: string) => string): (event: DialogCloseEvent<Contact>) => void {
    return ({ outcome }) => {
      place.close();
      if (outcome !== undefined) tell(said, outcome);
    };
  }

  function tell(said: (value: string) => string, { value }: Contact): void {
    section.announcer?.say(said(visibleText(value)));
  }

  return {
    edit: (from) => place.open(communicationDialog(from)),
    verify: (contact) => place.open(verifyDialog(contact)),
    prefer,
    decide,
    question: () => question,
    renderDialog: place.render,
  };
}
