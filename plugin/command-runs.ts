import { filter, firstValueFrom } from 'rxjs';
import type { OnlineServices, ReadyTabView, Refusal } from '../services/application/views.ts';
import type { QuestionCode } from '../services/domain/reason.ts';
import type { Result } from '../services/domain/result.ts';
import { words } from '../services/words/words.ts';
import { CommandId } from './command-ids.ts';
import type { HostApi } from './host-api.ts';

/** Runs a contributed command on the patient that is open, asking and telling through the host. */
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

async function createAccount(host: HostApi, services: OnlineServices): Promise<void> {
  const view = await openPatient(host, services);
  if (view === undefined) return;
  const input = {
    operationId: services.newOperationId(),
    patientRef: view.patient.ref,
    services: view.services,
  };
  const created = await asking(host, view, (answered) =>
    services.createAccount({ ...input, answered }),
  );
  if (created !== undefined) tell(host, created, words('hostCommands').created(view.patient.name));
}

async function printLetter(host: HostApi, services: OnlineServices): Promise<void> {
  const view = await openPatient(host, services);
  if (view === undefined) return;
  const input = { operationId: services.newOperationId(), patientRef: view.patient.ref };
  const printed = await asking(host, view, (answered) =>
    services.printLetter({ ...input, answered }),
  );
  if (printed === undefined || (printed.ok && !printed.value)) return;
  tell(host, printed, words('hostCommands').printed(view.patient.name));
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

function tell(host: HostApi, result: Result<unknown, Refusal>, done: string): void {
  if (result.ok) host.dialogs.notify('info', done);
  else host.dialogs.notify('error', result.failure.message);
}
