import { inject, injectable } from 'tsyringe';
import { NEVER, type Observable } from 'rxjs';
import type { HostApi } from '../../plugin/host-api.ts';
import { FailureKind, refuse, type Result } from '../domain/result.ts';
import type { Message, Messages, MessageStatus } from '../ports/messages.ts';
import { asResult, fromHost } from './from-host.ts';
import { HOST } from './host-token.ts';

/** Messages by the host's message service. */
@injectable()
export class HostMessages implements Messages {
  constructor(@inject(HOST) private readonly host: Pick<HostApi, 'messages'>) {}

  async send({ patientRef, ...message }: Message): Promise<Result<{ readonly id: string }>> {
    const { messages } = this.host;
    if (messages === undefined) {
      return refuse(FailureKind.notAllowed, { code: 'messages-not-offered' });
    }
    return asResult(() => messages.send({ ...message, patientId: patientRef }));
  }

  status$(id: string): Observable<MessageStatus> {
    const { messages } = this.host;
    return messages === undefined ? NEVER : fromHost(messages.status(id));
  }
}
