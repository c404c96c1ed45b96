import { TAB_ELEMENTS } from '../components/tab/tab-elements.ts';
import type { BoundElement } from './contributed-views.ts';
import { defineOn } from './define-elements.ts';
import type { HostApi } from './host-api.ts';

/** The Online Services tab. */
export function createTab(host: HostApi): BoundElement {
  defineOn(host, TAB_ELEMENTS);
  return document.createElement('os-online-services-tab');
}
