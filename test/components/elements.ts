import { DIALOG_ELEMENTS } from '../../components/tab/dialog-elements.ts';
import { SETTINGS_ELEMENTS } from '../../components/practice/os-online-services-settings.ts';
import { TAB_ELEMENTS } from '../../components/tab/tab-elements.ts';

/** Every element of the product by its tag. */
export const ELEMENTS = { ...TAB_ELEMENTS, ...DIALOG_ELEMENTS, ...SETTINGS_ELEMENTS };
