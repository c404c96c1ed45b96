import { DIALOG_ELEMENTS } from '../../components/tab/dialog-elements.ts';
import { APPLICATIONS_ELEMENTS } from '../../components/osu/os-online-applications.ts';
import { ACCOUNTS_ELEMENTS } from '../../components/practice/accounts/os-practice-accounts.ts';
import { UPTAKE_ELEMENTS } from '../../components/practice/uptake/os-practice-uptake.ts';
import { SETTINGS_ELEMENTS } from '../../components/practice/os-online-services-settings.ts';
import { TAB_ELEMENTS } from '../../components/tab/tab-elements.ts';
import { WORK_LIST_ELEMENTS } from '../../components/unsent-work/work-list-elements.ts';

/** Every element of the product by its tag. */
export const ELEMENTS = {
  ...TAB_ELEMENTS,
  ...WORK_LIST_ELEMENTS,
  ...DIALOG_ELEMENTS,
  ...SETTINGS_ELEMENTS,
  ...APPLICATIONS_ELEMENTS,
  ...ACCOUNTS_ELEMENTS,
  ...UPTAKE_ELEMENTS,
};
