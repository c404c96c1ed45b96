import { terms } from './choose-login-page.ts';
import { element, paragraph } from './elements.ts';
import { FormField } from './form-field.ts';
import type { Page } from './page.ts';
import { apply } from './site-api.ts';
import { siteForm } from './site-form.ts';

/** Asking for a basic account, without a letter. */
export const applyPage: Page = {
  heading: 'Make a basic account',
  content: (site) => [
    paragraph(
      'With a basic account you can book appointments. Your practice compares what you type with its records.',
    ),
    siteForm({
      fields: [
        new FormField({
          name: 'practiceId',
          label: 'Practice ID',
          hint: 'Letters and digits, like A12345. Your practice tells you.',
          isCode: true,
        }),
        new FormField({ name: 'given', label: 'First name', autocomplete: 'given-name' }),
        new FormField({ name: 'family', label: 'Surname', autocomplete: 'family-name' }),
        new FormField({ name: 'birthDate', label: 'Date of birth', hint: 'Such as 14/7/1990.' }),
        new FormField({
          name: 'patientId',
          label: 'NHS, CHI or H&C number',
          hint: '10 digits. You may leave it empty.',
          isCode: true,
          inputmode: 'numeric',
        }),
        new FormField({ name: 'postcode', label: 'Postcode', autocomplete: 'postal-code' }),
        new FormField({ name: 'email', label: 'Email address', autocomplete: 'email' }),
        new FormField({
          name: 'username',
          label: 'Username',
          hint: 'Up to 15 letters and digits. Keep it: your practice may ask you for it.',
          autocomplete: 'username',
        }),
        new FormField({
          name: 'password',
          label: 'Password',
          hint: 'At least 10 characters, with both letters and digits.',
          type: 'password',
          autocomplete: 'new-password',
        }),
        new FormField({ name: 'terms', label: 'I accept the terms of use', type: 'checkbox' }),
      ],
      extras: [terms()],
      button: 'Ask the practice',
      send: apply,
      onDone: () => {
        site.go('applied');
      },
    }),
  ],
};

/** The same whatever the practice knows. */
export const appliedPage: Page = {
  heading: 'Your practice has been asked',
  content: () => [
    paragraph('Sign in with your username and password to see what the practice has decided.'),
    element('p', {}, element('a', { href: '#sign-in' }, 'Sign in')),
  ],
};

/** After signing in before the practice has decided, or where it made no account: said at the head. */
export const waitingPage: Page = {
  heading: 'Your basic account',
  content: () => [element('p', {}, element('a', { href: '#start' }, 'Back to the start'))],
};
