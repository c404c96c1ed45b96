import { element, paragraph } from './elements.ts';
import type { Page } from './page.ts';

function choice(href: string, title: string, text: string): HTMLElement {
  return element('li', {}, element('a', { href }, title), element('div', { class: 'hint' }, text));
}

/** Where everybody arrives. */
export const startPage: Page = {
  heading: 'Use your practice’s services online',
  content: () => [
    element(
      'ul',
      { class: 'choices' },
      choice('#sign-in', 'Sign in', 'You have a username and password.'),
      choice('#register', 'Register', 'You have a registration letter from your practice.'),
      choice(
        '#apply',
        'Make a basic account',
        'You have no letter. It can book appointments, where your practice allows it.',
      ),
      choice('#activate', 'Activate your account', 'You have an activation code from an email.'),
    ),
  ],
};

/** The two ways that a letter offers. */
export const registerPage: Page = {
  heading: 'Register',
  content: () => [
    paragraph('Your letter has two sets of details. Either will do; you need only one of them.'),
    element(
      'ul',
      { class: 'choices' },
      choice(
        '#register-with-token',
        'Practice ID, Patient ID and Registration Token',
        'The Patient ID is your NHS, CHI or H&C number.',
      ),
      choice(
        '#register-with-linkage-key',
        'Practice ID, Account ID and Linkage Key',
        'Also called ODS code, Account ID and Passphrase.',
      ),
    ),
  ],
};
