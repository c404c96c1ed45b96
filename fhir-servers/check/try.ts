import type { CheckedServer } from './checked-server.ts';
import type { Finding, Subject } from './findings.ts';
import type { Samples } from './samples.ts';
import type { Json } from '../../services/fhir/mapping/reading.ts';

/** What a try may use. */
export interface Trial {
  readonly server: CheckedServer;
  /** Resources of this run's own, which nobody else has. */
  readonly samples: Samples;
  /** What the server says it can do. */
  readonly capabilities: Json;
  /** Address of the page that would use the server, if it was said. */
  readonly origin: string | undefined;
  /** How long the try of stamps lets others write, in milliseconds. */
  readonly writingMs: number;
}

/** One thing the product leans on, tried at a server. */
export interface Try {
  readonly name: string;
  /** What it is for: the sentence about it is in the catalogue. */
  readonly subject: Subject;
  /** Whether it must write: a server that lets nothing be written is tried without. */
  readonly writes: boolean;
  /** The product cannot do without: not tried, nothing can be said of the server yet. */
  readonly isNeeded?: boolean;
  /**
   * @throws {NoAnswerError}
   * @throws {SignInRefusedError}
   * @throws {CheckOverError}
   */
  readonly run: (trial: Trial) => Promise<readonly Finding[]>;
}
