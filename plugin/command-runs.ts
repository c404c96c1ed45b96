import { filter, firstValueFrom } from 'rxjs';
import { ticksOf } from '../components/services/draft-ticks.ts';
import type { ServicesDraft } from '../components/services/services-draft.ts';
import { keyOfServices, unsavedWorkOf, type Kept } from '../components/unsaved/unsaved-work.ts';
import type { OnlineServices, ReadyTabView, Refusal } from '../services/application/views.ts';
import type { QuestionCode } from '../services/domain/reason.ts';
import type { Result } from '../services/domain/result.ts';
import { words } from '../services/words/words.ts';
import { CommandId } from './command-ids.ts';
import type { HostApi } from './host-api.ts';

/**
 * Runs a contributed command on the patient that is open, asking and telling through the host. It works on what the
 * screen shows: where something else is typed and not saved, it is refused.
 */
export async function runCommand(
  id: CommandId,
  host: HostApi,
  services: OnlineServices,
): Promise<void> {
  switch (id) {
    case CommandId.createAccount:
      return createAccount(host, services);
    case CommandId.printLetter:
      return printLetter(host, services);
    case CommandId.refresh:
      services.refresh();
      host.dialogs.notify('info', words('hostCommands').refreshing);
  }
}

/** With the ticks that the tab shows now, as its own button does. */
async function createAccount(host: HostApi, services: OnlineServices): Promise<void> {
  const view = await openPatient(host, services);
  if (view === undefined) return;
  const shown = unsavedWorkOf(services).find<ServicesDraft>(keyOfServices(view.patient.ref));
  const edits = shown?.isShown === true ? shown : undefined;
  if (isRefusedFor(unsavedBesides(services, view, edits), host, view)) return;
  const ticks = edits === undefined ? view.services : ticksOf(edits.value, view.services);
  const input = {
    operationId: services.newOperationId(),
    patientRef: view.patient.ref,
    services: ticks,
  };
  const created = await asking(host, view, (answered) =>
    services.createAccount({ ...input, answered }),
  );
  if (created === undefined) return;
  if (created.ok) edits?.value.saved(ticks);
  tell(host, view, created, words('hostCommands').created(view.patient.name));
}

/** The letter is of what is saved, so not while the screen shows anything else. */
async function printLetter(host: HostApi, services: OnlineServices): Promise<void> {
  const view = await openPatient(host, services);
  if (view === undefined || isRefusedFor(unsavedBesides(services, view), host, view)) return;
  const input = { operationId: services.newOperationId(), patientRef: view.patient.ref };
  const printed = await asking(host, view, (answered) =>
    services.printLetter({ ...input, answered }),
  );
  if (printed === undefined || (printed.ok && !printed.value)) return;
  tell(host, view, printed, words('hostCommands').printed(view.patient.name));
}

function unsavedBesides(
  services: OnlineServices,
  { patient }: ReadyTabView,
  used?: Kept,
): readonly Kept[] {
  return unsavedWorkOf(services)
    .unsavedOf(patient.ref)
    .filter((kept) => kept !== used);
}

/** Tells what has to be saved or given up first, where anything has. */
function isRefusedFor(unsaved: readonly Kept[], host: HostApi, { patient }: ReadyTabView): boolean {
  if (unsaved.length === 0) return false;
  const names = unsaved.map(({ what }) => what);
  host.dialogs.notify('error', words('hostCommands').saveFirst(patient.name, names));
  return true;
}

/** Does something, having asked all there is to ask; `undefined` once a question was not answered with yes. */
async function asking<T>(
  host: HostApi,
  { patient }: ReadyTabView,
  act: (answered: readonly QuestionCode[]) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal> | undefined> {
  const { yes, no, about } = words('hostCommands');
  const answered: QuestionCode[] = [];
  for (;;) {
    const outcome = await act([...answered]);
    if (outcome.ok || outcome.failure.question === undefined) return outcome;
    const { code, title } = outcome.failure.question;
    const message = about(patient.name, outcome.failure.message);
    const answer = await host.dialogs.ask({ title, message, buttons: [yes, no] });
    if (answer !== yes) return undefined;
    answered.push(code);
  }
}

/** The open patient's view, or a message why there is none. */
async function openPatient(
  host: HostApi,
  services: OnlineServices,
): Promise<ReadyTabView | undefined> {
  const view = await firstValueFrom(services.tab$.pipe(filter(({ phase }) => phase !== 'loading')));
  switch (view.phase) {
    case 'ready':
      return view;
    case 'not-permitted':
    case 'unavailable':
      host.dialogs.notify('error', view.message);
      return undefined;
    case 'signed-out':
      host.dialogs.notify('error', words('hostCommands').signIn);
      return undefined;
    case 'no-patient':
    case 'loading':
      host.dialogs.notify('error', words('hostCommands').openPatient);
      return undefined;
  }
}

/** A notice may be read when somebody else is open, so it names the patient. */
function tell(
  host: HostApi,
  { patient }: ReadyTabView,
  result: Result<unknown, Refusal>,
  done: string,
): void {
  if (result.ok) host.dialogs.notify('info', done);
  else {
    const { refused } = words('hostCommands');
    host.dialogs.notify('error', refused(patient.name, result.failure.message));
  }
}
