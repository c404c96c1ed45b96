import { inject, injectable } from 'tsyringe';
import { map, type Observable } from 'rxjs';
import type { Disposable, HostApi, HostSession } from '../../plugin/host-api.ts';
import { Permission } from '../domain/practice/permission.ts';
import type { StaffSession, StaffSessions } from '../ports/practice-host.ts';
import { fromHost, shared } from './from-host.ts';
import { HOST } from './host-token.ts';

const KNOWN = new Set<string>(Object.values(Permission));

/** Who is signed in to the host. */
@injectable()
export class HostStaffSessions implements StaffSessions, Disposable {
  readonly session$: Observable<StaffSession | null>;

  private latest: StaffSession | null = null;
  private readonly watch: Disposable;

  constructor(@inject(HOST) host: HostApi) {
    this.session$ = shared(fromHost(host.session).pipe(map(staffSession)));
    // Asked for at a moment, in the middle of a command; so it is followed all the time.
    this.watch = host.session.subscribe((session) => {
      this.latest = staffSession(session);
    });
  }

  current(): StaffSession | null {
    return this.latest;
  }

  dispose(): void {
    this.watch.dispose();
  }
}

function staffSession(session: HostSession | null): StaffSession | null {
  if (session === null) return null;
  return {
    id: session.id,
    staff: { id: session.staff.id, name: session.staff.name },
    permissions: session.permissions.filter((name): name is Permission => KNOWN.has(name)),
  };
}
