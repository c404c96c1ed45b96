import { FormField } from './form-field.ts';
import type { Page } from './page.ts';
import { signIn } from './site-api.ts';
import { siteForm } from './site-form.ts';

/** Username and password. An account that is not active yet gets its email again. */
export const signInPage: Page = {
  heading: 'Sign in',
  content: (site) => [
    siteForm({
      fields: [
        new FormField({ name: 'username', label: 'Username', autocomplete: 'username' }),
        new FormField({
          name: 'password',
          label: 'Password',
          type: 'password',
          autocomplete: 'current-password',
        }),
      ],
      button: 'Sign in',
      send: signIn,
      onDone: (account) => {
        site.visit.account = account;
        site.go('account');
      },
      onFailure: ({ kind, message, mail }) => {
        if (kind === 'waiting' || kind === 'not-made') {
          site.go('waiting', message);
          return true;
        }
        if (mail === undefined) return false;
        site.deliver(mail);
        site.go('check-email', message);
        return true;
      },
    }),
  ],
};
