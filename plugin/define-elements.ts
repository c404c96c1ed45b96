import { defineElements, type ElementTable } from '../components/define.ts';
import type { HostApi } from './host-api.ts';

/** Defines elements and logs tags that somebody else on the page has taken. */
export function defineOn(host: HostApi, table: ElementTable): void {
  const taken = defineElements(table);
  if (taken.length > 0) {
    host.log.write('error', 'Another script on this page has taken tags of Online Services', {
      tags: taken.join(' '),
    });
  }
}
