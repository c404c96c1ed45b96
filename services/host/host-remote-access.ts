import { inject, injectable } from 'tsyringe';
import type { HostApi } from '../../plugin/host-api.ts';
import type { RemoteAccess } from '../ports/remote-access.ts';
import { HOST } from './host-token.ts';

/** The way to the shared record, from the host; the token passes through and is kept nowhere. */
@injectable()
export class HostRemoteAccess implements RemoteAccess {
  readonly baseUrl: string;
  readonly practiceId: string;
  readonly workstation: string;
  readonly webSocketUrl?: string;
  readonly takesBatchedWrites: boolean;

  constructor(@inject(HOST) private readonly host: HostApi) {
    this.baseUrl = host.fhir.baseUrl.replace(/\/+$/, '');
    this.practiceId = host.practice.id;
    this.workstation = host.workstationId;
    const { webSocketUrl, takesBatchedWrites } = host.fhir;
    this.takesBatchedWrites = takesBatchedWrites === true;
    if (webSocketUrl !== undefined) this.webSocketUrl = webSocketUrl;
  }

  accessToken({ fresh }: { readonly fresh: boolean }): Promise<string> {
    return this.host.fhir.accessToken({ fresh });
  }
}
