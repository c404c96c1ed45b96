import { filter, firstValueFrom } from 'rxjs';
import type { OnlineServices, ReadyTabView, Refusal } from '../services/application/views.ts';
import { FailureKind, type Result } from '../services/domain/result.ts';
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
  const said = words('hostCommands');
  const input = {
    operationId: services.newOperationId(),
    patientRef: view.patient.ref,
    services: view.services,
  };
  let created = await services.createAccount(input);
  if (!created.ok && created.failure.kind === FailureKind.needsConfirmation) {
    const answer = await host.dialogs.ask({
      title: said.withoutEmail,
      message: created.failure.message,
      buttons: [said.yes, said.no],
    });
    if (answer !== said.yes) return;
    created = await services.createAccount({ ...input, withoutEmail: true });
  }
  tell(host, created, said.created(view.patient.name));
}

async function printLetter(host: HostApi, services: OnlineServices): Promise<void> {
  const view = await openPatient(host, services);
  if (view === undefined) return;
  const said = words('hostCommands');
  const input = { operationId: services.newOperationId(), patientRef: view.patient.ref };
  let printed = await services.printLetter(input);
  if (!printed.ok && printed.failure.kind === FailureKind.needsConfirmation) {
    const answer = await host.dialogs.ask({
      title: said.printDespiteWarning,
      message: printed.failure.message,
      buttons: [said.yes, said.no],
    });
    if (answer !== said.yes) return;
    printed = await services.printLetter({ ...input, despiteWarning: true });
  }
  if (printed.ok && !printed.value) return;
  tell(host, printed, said.printed(view.patient.name));
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
