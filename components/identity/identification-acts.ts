/** How checks are added and struck, and what follows. It comes with the dialogs, when somebody starts to work. */
import { html } from 'lit';
import type {
  Allowed,
  IdentityCheckView,
  OnlineServices,
} from '../../services/application/views.ts';
import { loadWords, words } from '../../services/words/words.ts';
import { allowed } from '../base/allowed.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { dialogPlace, type Dialog, type DialogPlace } from '../base/dialog-place.ts';
import { handing } from '../base/handing.ts';
import type { SectionElement } from '../base/section-element.ts';
import type { Result } from '../view-types.ts';
import type { IdentificationOutcome } from './os-identification-dialog.ts';

/** The section of the checks. */
interface Section extends SectionElement {
  readonly onCreate: (patientRef: string) => void;
}

export interface IdentificationActs {
  readonly add: () => Promise<Result<false>>;
  readonly strike: (check: IdentityCheckView) => Promise<Result<false>>;
  readonly renderDialog: DialogPlace['render'];
}

/** What is done in the section, once what it says has come too. */
export async function loadIdentificationActs(
  section: Section,
  services: () => OnlineServices | undefined,
): Promise<IdentificationActs> {
  await loadWords('dialogs');
  return identificationActs(section, services);
}

function identificationActs(
  section: Section,
  services: () => OnlineServices | undefined,
): IdentificationActs {
  const hand = handing(services, 'os-identification-dialog', 'os-entered-in-error-dialog');
  const place = dialogPlace(section);

  const addDialog: Dialog = (view) =>
    html`<os-identification-dialog
      .staffId=${view.staff.id}
      .patient=${view.patient}
      .announcer=${section.announcer}
      .today=${view.today}
      .staffChoices=${view.staffChoices}
      .createsNext=${needsIdentity(allowed(view, 'createAccount'))}
      .headingLevel=${section.headingLevel}
      @os-connected=${hand}
      @os-close=${({ outcome }: DialogCloseEvent<IdentificationOutcome>) => {
        place.close();
        if (outcome !== undefined) added(outcome);
      }}
    ></os-identification-dialog>`;

  function added({ codedEntryFailure, stillMissing, thenCreate }: IdentificationOutcome): void {
    const text = words('dialogs').identity;
    const { patient } = section.view ?? {};
    if (codedEntryFailure !== undefined) {
      const said = text.recordedWithoutEntry(codedEntryFailure);
      // Another patient is open by now: what came of it is told with a name, and nothing more is done.
      section.announcer?.notify({
        tone: 'warning',
        text: section.isConnected ? said : words('tab').tab.refusedFor(patient?.name, said),
      });
    } else if (section.isConnected) {
      const said =
        stillMissing === undefined ? text.recorded : text.recordedIncomplete(stillMissing);
      section.announcer?.say(said);
    }
    const goesOn = section.isConnected && thenCreate === true && stillMissing === undefined;
    if (goesOn && patient !== undefined) section.onCreate(patient.ref);
  }

  const strikeDialog =
    (check: IdentityCheckView): Dialog =>
    (view) =>
      html`<os-entered-in-error-dialog
        .staffId=${view.staff.id}
        .patient=${view.patient}
        .announcer=${section.announcer}
        .check=${check}
        .headingLevel=${section.headingLevel}
        @os-connected=${hand}
        @os-close=${({ outcome }: DialogCloseEvent<true>) => {
          place.close();
          if (outcome === undefined) return;
          section.announcer?.say(words('dialogs').identity.struck);
          // The button that opened the dialog is gone with the entry's standing.
          void section.focusOn('add');
        }}
      ></os-entered-in-error-dialog>`;

  return {
    add: () => place.open(addDialog),
    strike: (check) => place.open(strikeDialog(check)),
    renderDialog: place.render,
  };
}

function needsIdentity(create: Allowed): boolean {
  return !create.allowed && create.needsIdentity === true;
}
