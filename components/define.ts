import { OsAccountSection } from './os-account-section.ts';
import { OsCommunicationDialog } from './os-communication-dialog.ts';
import { OsConfirmDialog } from './os-confirm-dialog.ts';
import { OsContactSection } from './os-contact-section.ts';
import { OsEnteredInErrorDialog } from './os-entered-in-error-dialog.ts';
import { OsIdentificationDialog } from './os-identification-dialog.ts';
import { OsIdentificationSection } from './os-identification-section.ts';
import { OsLetterDialog } from './os-letter-dialog.ts';
import { OsOnlineServicesSettings } from './os-online-services-settings.ts';
import { OsOnlineServicesTab } from './os-online-services-tab.ts';
import { OsPatientBanner } from './os-patient-banner.ts';
import { OsServicesSection } from './os-services-section.ts';
import { OsSyncPanel } from './os-sync-panel.ts';

/** Every element of the product by its tag. */
export const ELEMENTS = {
  'os-account-section': OsAccountSection,
  'os-communication-dialog': OsCommunicationDialog,
  'os-confirm-dialog': OsConfirmDialog,
  'os-contact-section': OsContactSection,
  'os-entered-in-error-dialog': OsEnteredInErrorDialog,
  'os-identification-dialog': OsIdentificationDialog,
  'os-identification-section': OsIdentificationSection,
  'os-letter-dialog': OsLetterDialog,
  'os-online-services-settings': OsOnlineServicesSettings,
  'os-online-services-tab': OsOnlineServicesTab,
  'os-patient-banner': OsPatientBanner,
  'os-services-section': OsServicesSection,
  'os-sync-panel': OsSyncPanel,
} as const satisfies Record<string, CustomElementConstructor>;

/**
 * Defines each element once. A tag that is taken stays with the class that has it: a page cannot define a tag twice, and
 * loading the product a second time must not break the first.
 *
 * @returns the tags that were taken by another class, to be reported by the caller; none in an ordinary page.
 */
export function defineElements(
  registry: Pick<CustomElementRegistry, 'get' | 'define'> = customElements,
): readonly string[] {
  const taken: string[] = [];
  for (const [tag, element] of Object.entries(ELEMENTS)) {
    const held = registry.get(tag);
    if (held === undefined) registry.define(tag, element);
    else if (held !== element) taken.push(tag);
  }
  return taken;
}

declare global {
  interface HTMLElementTagNameMap {
    'os-account-section': OsAccountSection;
    'os-communication-dialog': OsCommunicationDialog;
    'os-confirm-dialog': OsConfirmDialog;
    'os-contact-section': OsContactSection;
    'os-entered-in-error-dialog': OsEnteredInErrorDialog;
    'os-identification-dialog': OsIdentificationDialog;
    'os-identification-section': OsIdentificationSection;
    'os-letter-dialog': OsLetterDialog;
    'os-online-services-settings': OsOnlineServicesSettings;
    'os-online-services-tab': OsOnlineServicesTab;
    'os-patient-banner': OsPatientBanner;
    'os-services-section': OsServicesSection;
    'os-sync-panel': OsSyncPanel;
  }
}
