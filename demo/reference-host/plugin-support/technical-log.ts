import type { HostLog } from '../../../plugin/host-api.ts';
import { ObservableValue } from '../base/observable-value.ts';

/** One line of the log. */
export interface LogLine {
  readonly at: Date;
  readonly level: string;
  readonly message: string;
  readonly details: string;
}

const KEPT = 200;

/** The technical log: the last 200 lines, in memory, shown in the Control Panel. */
export class TechnicalLog implements HostLog {
  /** Newest first. */
  readonly lines = new ObservableValue<readonly LogLine[]>([]);

  write(
    level: 'debug' | 'info' | 'warn' | 'error',
    message: string,
    details: Readonly<Record<string, string | number | boolean>> = {},
  ): void {
    const text = Object.entries(details).map(([name, value]) => `${name}=${String(value)}`);
    const line = { at: new Date(), level, message, details: text.join(' ') };
    this.lines.set([line, ...this.lines.value].slice(0, KEPT));
  }
}
