import { element, paragraph } from './elements.ts';
import type { Page, Site } from './page.ts';
import { signOut } from './site-api.ts';

/** What a patient sees after signing in. The services themselves are no part of the stand-in. */
export const signedInPage: Page = {
  heading: 'Your services',
  insteadOf: ({ account }) => (account === undefined ? 'sign-in' : undefined),
  content: (site) => {
    const { account } = site.visit;
    const { username = '', practiceId = '', services = [], welcomeMessage = '' } = account ?? {};
    return [
      ...(welcomeMessage === '' ? [] : [welcome(welcomeMessage)]),
      paragraph(`You are signed in as ${username}. Your practice: ${practiceId}.`),
      services.length === 0
        ? paragraph('Your practice has switched on no services for you yet.')
        : servicesList(services),
      signOutButton(site),
    ];
  },
};

/** Text as the practice wrote it, line by line: never markup. */
function welcome(message: string): HTMLElement {
  return element(
    'section',
    { 'aria-label': 'Message from your practice', class: 'welcome' },
    ...message.split('\n').map((line) => paragraph(line)),
  );
}

function servicesList(services: readonly string[]): HTMLElement {
  return element(
    'section',
    { 'aria-labelledby': 'services-title' },
    element('h2', { id: 'services-title' }, 'Switched on by your practice'),
    element('ul', {}, ...services.map((service) => element('li', {}, service))),
  );
}

function signOutButton(site: Site): HTMLElement {
  const button = element('button', { type: 'button', class: 'plain' }, 'Sign out');
  const leave = async (): Promise<void> => {
    const answer = await signOut();
    delete site.visit.account;
    site.go('start', answer.ok ? 'You are signed out.' : answer.failure.message);
  };
  button.addEventListener('click', () => void leave());
  return button;
}
