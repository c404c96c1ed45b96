import { OsAccountSection } from '../account/os-account-section.ts';
import { OsContactSection } from '../contacts/os-contact-section.ts';
import { OsIdentificationSection } from '../identity/os-identification-section.ts';
import { OsOnlineServicesTab } from './os-online-services-tab.ts';
import { OsPatientBanner } from './os-patient-banner.ts';
import { OsServicesSection } from '../services/os-services-section.ts';
import { OsSyncPanel } from '../unsent-work/os-sync-panel.ts';

/** What the tab shows at once; its dialogs come when somebody starts to work, see dialog-elements.ts. */
export const TAB_ELEMENTS = {
  'os-account-section': OsAccountSection,
  'os-contact-section': OsContactSection,
  'os-identification-section': OsIdentificationSection,
  'os-online-services-tab': OsOnlineServicesTab,
  'os-patient-banner': OsPatientBanner,
  'os-services-section': OsServicesSection,
  'os-sync-panel': OsSyncPanel,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-account-section': OsAccountSection;
    'os-contact-section': OsContactSection;
    'os-identification-section': OsIdentificationSection;
    'os-online-services-tab': OsOnlineServicesTab;
    'os-patient-banner': OsPatientBanner;
    'os-services-section': OsServicesSection;
    'os-sync-panel': OsSyncPanel;
  }
}
