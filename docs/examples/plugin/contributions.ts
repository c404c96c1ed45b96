/** What stands in plugin/contributions.ts for the views of the examples. */
import type { ContributedView } from '../../../plugin/contributed-views.ts';

export const CONTACT_CHOICE_TAB: ContributedView = {
  point: 'registrationTabs',
  id: 'onlineServices.contactChoice',
  element: 'os-contact-choice-tab',
  words: 'tab',
  load: async () =>
    (await import('../components/os-contact-choice-tab.ts')).CONTACT_CHOICE_ELEMENTS,
};

export const LETTER_DAYS_PAGE: ContributedView = {
  point: 'controlPanelPages',
  id: 'onlineServices.letterDays',
  element: 'os-letter-days-page',
  words: 'settings',
  load: async () => (await import('../components/os-letter-days-page.ts')).LETTER_DAYS_ELEMENTS,
};
