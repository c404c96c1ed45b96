import type { ActivationMail } from '../activation-code.ts';
import { deadlineText } from '../activation-time.ts';
import { element, paragraph } from './elements.ts';
import { FormField } from './form-field.ts';
import type { Page } from './page.ts';
import { activate } from './site-api.ts';
import { siteForm } from './site-form.ts';

/** After registering: what to do next. */
export const checkEmailPage: Page = {
  heading: 'Check your email',
  insteadOf: ({ mail }) => (mail === undefined ? 'start' : undefined),
  content: ({ visit }) => [
    ...(visit.mail === undefined ? [] : [paragraph(onItsWay(visit.mail))]),
    element('p', {}, element('a', { href: '#activate' }, 'Type the activation code')),
  ],
};

function onItsWay({ to, expiresAt }: ActivationMail): string {
  return `An email is on its way to ${to}. Follow its link, or type its code, by ${deadlineText(expiresAt)} to activate your account.`;
}

/** Typing, or having typed, the code of the email. */
export const activatePage: Page = {
  heading: 'Activate your account',
  content: (site) => [
    siteForm({
      fields: [
        new FormField({
          name: 'code',
          label: 'Activation code',
          hint: 'From the email that was sent when you registered.',
          isCode: true,
          value: site.visit.activationCode ?? '',
        }),
      ],
      button: 'Activate',
      send: activate,
      onDone: ({ username }) => {
        delete site.visit.activationCode;
        site.go('sign-in', `Your account is active. Sign in as ${username}.`);
      },
    }),
  ],
};
