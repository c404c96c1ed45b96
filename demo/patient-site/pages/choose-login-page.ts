import { element, paragraph } from './elements.ts';
import { FormField } from './form-field.ts';
import type { Page } from './page.ts';
import { register } from './site-api.ts';
import { siteForm } from './site-form.ts';

/** Username, password and terms: the step that uses the codes up. */
export const chooseLoginPage: Page = {
  heading: 'Choose a username and password',
  insteadOf: ({ ticket }) => (ticket === undefined ? 'register' : undefined),
  content: (site) => [
    paragraph(
      `Your details are right. We will send an activation email to ${site.visit.email ?? ''}, the address that your practice holds for you.`,
    ),
    siteForm({
      fields: [
        new FormField({
          name: 'username',
          label: 'Username',
          hint: 'Up to 15 letters and digits.',
          autocomplete: 'username',
        }),
        new FormField({
          name: 'password',
          label: 'Password',
          hint: 'At least 10 characters, with both letters and digits. Three words and a number are easy to remember.',
          type: 'password',
          autocomplete: 'new-password',
        }),
        new FormField({ name: 'terms', label: 'I accept the terms of use', type: 'checkbox' }),
      ],
      extras: [terms()],
      button: 'Register',
      send: (values) => register({ ...values, ticket: site.visit.ticket }),
      onDone: ({ mail }) => {
        delete site.visit.ticket;
        site.deliver(mail);
        site.go('check-email');
      },
      onFailure: ({ kind, message }) => {
        if (kind !== 'start-again') return false;
        delete site.visit.ticket;
        site.go('register', message);
        return true;
      },
    }),
  ],
};

/** What everybody accepts. */
export function terms(): HTMLElement {
  return element(
    'details',
    {},
    element('summary', {}, 'Terms of use'),
    element(
      'div',
      {},
      paragraph('This account is for you alone. Keep your password to yourself.'),
      paragraph('Your practice may switch services off if they are misused.'),
      paragraph(
        'If somebody presses you to show them your account, tell your practice: they can help.',
      ),
    ),
  );
}
