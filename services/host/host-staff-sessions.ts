import { inject, injectable } from 'tsyringe';
import { map, of, type Observable } from 'rxjs';
import type { Disposable, HostApi, HostSession, HostStaff } from '../../plugin/host-api.ts';
import { Permission } from '../domain/practice/permission.ts';
import type { StaffMember } from '../domain/records.ts';
import type { StaffSession, StaffSessions } from '../ports/practice-host.ts';
import { fromHost, shared } from './from-host.ts';
import { HOST } from './host-token.ts';

const KNOWN = new Set<string>(Object.values(Permission));

/** Who is signed in to the host. */
@injectable()
export class HostStaffSessions implements StaffSessions, Disposable {
  readonly session$: Observable<StaffSession | null>;
  readonly colleagues$: Observable<readonly StaffMember[]>;

  private latest: StaffSession | null = null;
  private readonly watch: Disposable;

  constructor(@inject(HOST) host: HostApi) {
    this.session$ = shared(fromHost(host.session).pipe(map(staffSession)));
    this.colleagues$ =
      host.colleagues === undefined
        ? of([])
        : shared(fromHost(host.colleagues).pipe(map((people) => people.map(staffMember))));
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

function staffMember({ id, name }: HostStaff): StaffMember {
  return { id, name };
}

function staffSession(session: HostSession | null): StaffSession | null {
  if (session === null) return null;
  return {
    id: session.id,
    staff: staffMember(session.staff),
    permissions: session.permissions.filter((name): name is Permission => KNOWN.has(name)),
  };
}
