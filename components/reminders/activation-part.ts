/** What an account that waits to be activated says of reminders. Loaded where there is one. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  activationView,
  type WaitingAccount,
} from '../../services/application/reminders/activation-form.ts';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { loadWords, words } from '../../services/words/words.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import type { CommandRunner } from '../base/command-runner.ts';
import { message } from '../base/tone.ts';
import type { Result } from '../view-types.ts';

interface Section {
  readonly headingLevel: number;
  readonly commands: CommandRunner;
  /** Runs a command, and shows why it was refused. */
  readonly perform: (
    name: string,
    command: (services: OnlineServices) => Promise<Result<void>>,
    done: string,
  ) => void;
}

/** The part, once what it says has come too. */
export async function loadActivationPart(): Promise<typeof activationPart> {
  await loadWords('reminders');
  return activationPart;
}

function activationPart(
  view: ReadyTabView,
  waiting: WaitingAccount,
  { headingLevel, commands, perform }: Section,
): TemplateResult {
  const text = words('reminders').tab;
  const { last, dueOn, refused } = activationView(waiting);
  const can = allowed(view, 'sendReminder');
  const button = commandButton({
    name: 'send-reminder',
    label: text.send,
    working: text.sending,
    commands,
    allowed: can.allowed && refused !== undefined ? { allowed: false, reason: refused } : can,
    run: () => {
      perform(
        'send-reminder',
        (services) => services.sendReminder({ patientRef: view.patient.ref }),
        text.accepted,
      );
    },
  });
  return html`<div class="part" id="reminders">
    <div role="heading" aria-level=${headingLevel + 1}>${text.heading}</div>
    ${last === undefined ? nothing : lastReminder(text.last(last), last.state)}
    ${last?.state === 'due' ? nothing : html`<p>${dueOn === undefined ? text.none : text.dueOn(dueOn)}</p>`}
    ${(view.preferredEmail ?? view.preferredMobile) ? nothing : message('warning', text.unreachable)}
    ${view.patient.restricted === true ? message('neutral', text.restricted) : nothing}
    ${button === nothing ? nothing : html`<div class="step">${button}</div>`}
  </div>`;
}

function lastReminder(said: string, state: string): TemplateResult {
  return state === 'failed' ? message('bad', said) : html`<p>${said}</p>`;
}
