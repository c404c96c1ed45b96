import { CATALOGUE } from './catalogue/catalogue.ts';
import type { Words } from './catalogue/words.ts';
import type { CheckResult } from './check.ts';
import type { Finding, FindingCode, Subject } from './findings.ts';
import { settingOf } from './settings.ts';

/** A finding in words. */
export interface Line {
  readonly subject: Subject;
  readonly code: FindingCode;
  readonly facts: object;
  readonly level: Words<never>['level'];
  readonly text: string;
  /** What it means for staff and patients. */
  readonly cost?: string;
  /** What to switch on, or what else decides it. */
  readonly setting?: string;
}

/** Whether the product works with the server. */
export interface Verdict {
  readonly kind: 'fully' | 'without' | 'not' | 'unknown';
  /** 0 where it works, fully or without something; 1 where it does not; 2 where that cannot be said. */
  readonly exitCode: 0 | 1 | 2;
  /** Why it does not work, why nobody knows, or what it works without. */
  readonly because: readonly Line[];
}

/** Each finding in words, in the order of the tries. */
export function linesOf({ told, software }: CheckResult): readonly Line[] {
  return told.map(({ subject, finding }) => {
    const { level, cost, says } = wordsOf(finding);
    const setting = settingOf(finding.code, software);
    return {
      subject,
      ...finding,
      level,
      text: says(finding.facts),
      ...(cost === undefined ? {} : { cost }),
      ...(setting === undefined ? {} : { setting }),
    };
  });
}

export function verdictOf(lines: readonly Line[]): Verdict {
  const faults = lines.filter(({ level }) => level === 'fault');
  if (faults.length > 0) return { kind: 'not', exitCode: 1, because: faults };
  const open = lines.filter(({ level }) => level === 'open');
  if (open.length > 0) return { kind: 'unknown', exitCode: 2, because: open };
  const lacks = lines.filter(({ level, cost }) => level === 'note' && cost !== undefined);
  return { kind: lacks.length > 0 ? 'without' : 'fully', exitCode: 0, because: lacks };
}

/** Code and facts of a finding belong together, which the compiler does not see of a code that is looked up. */
function wordsOf({ code }: Finding): Words<object> {
  return CATALOGUE[code] as Words<object>;
}
