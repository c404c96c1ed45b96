import { element, paragraph } from './elements.ts';
import { FormField } from './form-field.ts';
import type { Page } from './page.ts';
import { changeContacts } from './site-api.ts';
import { siteForm } from './site-form.ts';

/** What has changed of how to reach the patient. It shows nothing of what the practice has. */
export const contactDetailsPage: Page = {
  heading: 'My contact details',
  insteadOf: ({ account }) => (account?.canChangeContacts === true ? undefined : 'sign-in'),
  content: (site) => [
    paragraph(
      'Tell your practice what has changed. Your practice will look at it first: until then emails and messages go where they went before.',
    ),
    siteForm({
      fields: [
        new FormField({
          name: 'email',
          label: 'New email address',
          hint: 'Leave it empty if it has not changed.',
          autocomplete: 'email',
        }),
        new FormField({
          name: 'mobile',
          label: 'New mobile number',
          hint: 'Such as 07700 900123. Leave it empty if it has not changed.',
          autocomplete: 'tel',
        }),
      ],
      button: 'Send to my practice',
      send: changeContacts,
      onDone: () => {
        site.go(
          'account',
          'Your practice has been told, and will look at it. It may ask you to show that the address or number is yours.',
        );
      },
      onFailure: ({ kind, message }) => {
        if (kind !== 'signed-out' && kind !== 'not-open') return false;
        delete site.visit.account;
        site.go('sign-in', message);
        return true;
      },
    }),
    element('p', {}, element('a', { href: '#account' }, 'Your services')),
  ],
};
