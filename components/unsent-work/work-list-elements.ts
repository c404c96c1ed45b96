import { OsUnsentWorkList } from './os-unsent-work-list.ts';

/** What lists unsent work: comes where there is some. */
export const WORK_LIST_ELEMENTS = { 'os-unsent-work-list': OsUnsentWorkList } as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-unsent-work-list': OsUnsentWorkList;
  }
}
