/** Looking at the server itself, now and then. Loaded once everything has been fetched for the first time. */
import { inject, injectable } from 'tsyringe';
import { samePlainData } from '../domain/unsent-work/plain-data.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import { LOG, type Log } from '../ports/remote-access.ts';
import {
  SERVER_LOOK,
  SERVER_NOTES,
  type FoundAtServer,
  type ServerIdentity,
  type ServerLook,
  type ServerNote,
  type ServerNotes,
} from '../ports/server-look.ts';

/** Until it is asked again what day it is, and after a look that came to nothing. */
const NEXT_DAY_MS = 3_600_000;
const AGAIN_MS = 600_000;

/**
 * Once a day asks the server what it is. At the first time, when it has become another, and as long as something was
 * left open, tries what the product leans on; what was found is remembered, and told to the host's engineers once.
 */
@injectable()
export class ServerWatch {
  /** By elapsed milliseconds. */
  private notBefore = -Infinity;

  constructor(
    @inject(SERVER_LOOK) private readonly server: ServerLook,
    @inject(SERVER_NOTES) private readonly notes: ServerNotes,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(LOG) private readonly log: Log,
  ) {}

  /** To be called when everything has been fetched, one call at a time; `over` gives it up. Never rejects. */
  async inStep(over: AbortSignal): Promise<void> {
    if (this.environment.elapsed() < this.notBefore) return;
    let wasDone = false;
    try {
      wasDone = await this.lookIfDue(over);
    } catch (error) {
      // Storage is closed by then.
      if (over.aborted) return;
      const name = error instanceof Error ? error.name : typeof error;
      this.log.write('error', 'Looking at the FHIR server threw.', { name });
    }
    this.notBefore = this.environment.elapsed() + (wasDone ? NEXT_DAY_MS : AGAIN_MS);
  }

  /** `false` when the server gave no answer to go by. */
  private async lookIfDue(over: AbortSignal): Promise<boolean> {
    const lookedOn = this.environment.today();
    const known = await this.notes.read();
    if (known?.lookedOn === lookedOn) return true;
    const identity = await this.server.identity(over);
    if (!identity.ok) return false;
    if (known?.isWhole === true && samePlainData(known.identity, identity.value)) {
      await this.notes.put({ ...known, lookedOn });
      return true;
    }
    const found = await this.server.findings(over);
    if (!found.ok) return false;
    await this.note({ ...found.value, identity: identity.value, lookedOn }, known);
    return true;
  }

  /** What somebody has taken note of is not told again. */
  private async note(note: ServerNote, known: ServerNote | undefined): Promise<void> {
    const isSame = known !== undefined && samePlainData(known.findings, note.findings);
    await this.notes.put({ ...note, ...(isSame && known.acknowledged && { acknowledged: true }) });
    if (!isSame && note.findings.length > 0) this.tell(note.identity, note);
  }

  private tell(identity: ServerIdentity, { findings }: FoundAtServer): void {
    const { software = '', version = '' } = identity;
    const found = findings.map(({ code }) => code).join(', ');
    this.log.write('warn', 'The FHIR server does not do all that is needed.', {
      ...{ software, version, found },
    });
  }
}
