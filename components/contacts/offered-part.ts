/** What the patient changed at the website, below the contacts of the record. Loaded where there is something. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  isSealedText,
  type OnlineServices,
  type ReadyTabView,
} from '../../services/application/views.ts';
import { loadWords, visibleText, words } from '../../services/words/words.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import type { CommandRunner } from '../base/command-runner.ts';
import { message } from '../base/tone.ts';
import type { Failure, Result } from '../view-types.ts';

export type OfferedContact = NonNullable<ReadyTabView['offeredContacts']>[number];

/** What is decided about it; gives the sentence that says what came of it. */
export type Decision = (services: OnlineServices) => Promise<Result<string>>;

/** What was asked of one of them, and is to be answered. */
export interface Question {
  readonly offer: OfferedContact;
  readonly failure: Failure;
}

interface Section {
  readonly headingLevel: number;
  readonly commands: CommandRunner;
  readonly question: Question | undefined;
  /** Carries a decision out, says what came of it, and keeps what it asks. */
  readonly decide: (name: string, offer: OfferedContact, decision: Decision) => void;
}

/** The part, once what it says has come too. */
export async function loadOfferedPart(): Promise<typeof offeredPart> {
  await loadWords('offered');
  return offeredPart;
}

function offeredPart(
  view: ReadyTabView,
  offers: readonly OfferedContact[],
  section: Section,
): TemplateResult {
  const text = words('offered').offered;
  return html`<div class="part" id="offered">
    <div role="heading" aria-level=${section.headingLevel + 1}>${text.heading}</div>
    ${offers.map((offer) => row(view, offer, section))}
    <p class="hint">${text.means}</p>
  </div>`;
}

function row(view: ReadyTabView, offer: OfferedContact, section: Section): TemplateResult {
  const text = words('offered').offered;
  const shown = shownValue(offer);
  const asked = section.question?.offer;
  const isAsked =
    asked?.type === offer.type && asked.value === offer.value && asked.at === offer.at;
  const failure = isAsked ? section.question?.failure : undefined;
  return html`<div class="step">
    <p>${text.change({ ...offer, value: shown })}</p>
    ${failure === undefined ? nothing : message('warning', failure.message)}
    <div class="actions">
      ${takeOver(view, offer, section, failure)} ${leave(view, offer, section)}
    </div>
  </div>`;
}

function takeOver(
  view: ReadyTabView,
  offer: OfferedContact,
  { commands, decide }: Section,
  failure: Failure | undefined,
): unknown {
  const text = words('offered').offered;
  const question = failure?.question;
  const label = question === undefined ? text.takeOver : text.takeOverAllTheSame;
  const name = `take-over-${offer.type}`;
  return commandButton({
    name,
    label,
    fullLabel: text.full(label, offer.type),
    commands,
    allowed: allowed(view, 'takeOverContact'),
    run: () => {
      decide(name, offer, async (services) => {
        const taken = await services.takeOverContact({
          ...{ ...offer, patientRef: view.patient.ref },
          operationId: services.newOperationId(),
          ...(question && { answered: [question.code] }),
        });
        if (!taken.ok) return taken;
        const say = taken.value === 'held' ? text.heldAlready : text.takenOver;
        return { ok: true, value: say(shownValue(offer)) };
      });
    },
  });
}

function leave(view: ReadyTabView, offer: OfferedContact, { commands, decide }: Section): unknown {
  const text = words('offered').offered;
  const name = `leave-${offer.type}`;
  return commandButton({
    name,
    label: text.leave,
    fullLabel: text.full(text.leave, offer.type),
    commands,
    allowed: allowed(view, 'leaveOfferedContact'),
    run: () => {
      decide(name, offer, async (services) => {
        const left = await services.leaveOfferedContact({
          ...{ ...offer, patientRef: view.patient.ref },
          operationId: services.newOperationId(),
        });
        return left.ok ? { ok: true, value: text.left(shownValue(offer)) } : left;
      });
    },
  });
}

function shownValue({ value }: OfferedContact): string {
  return isSealedText(value) ? words('views').sealed.text : visibleText(value);
}
