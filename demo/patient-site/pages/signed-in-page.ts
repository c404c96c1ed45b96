import type { AccountPage } from '../account-page.ts';
import { element, paragraph } from './elements.ts';
import type { Page, Site } from './page.ts';
import { signOut, stillOpen } from './site-api.ts';
import { whileShown } from './while-shown.ts';

/** What a patient sees after signing in. The services themselves are no part of the stand-in. */
export const signedInPage: Page = {
  heading: 'Your services',
  insteadOf: ({ account }) => (account === undefined ? 'sign-in' : undefined),
  content: (site) => {
    const { account } = site.visit;
    if (account === undefined) return [];
    const { username, practiceId, welcomeMessage, endsOn } = account;
    return [
      ...(welcomeMessage === '' ? [] : [welcome(welcomeMessage)]),
      ...(endsOn === undefined ? [] : [ending(endsOn)]),
      paragraph(`You are signed in as ${username}. Your practice: ${practiceId}.`),
      followedServices(site, account),
      ...(account.canBook
        ? [element('p', {}, element('a', { href: '#appointments' }, 'Your appointments'))]
        : []),
      ...(account.canChangeContacts
        ? [element('p', {}, element('a', { href: '#contact-details' }, 'My contact details'))]
        : []),
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

/** Ahead of time, and with nothing of why: whoever reads it may be somebody else. */
function ending(day: string): HTMLElement {
  const date = new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long' });
  return element(
    'section',
    { 'aria-label': 'About your account', class: 'welcome' },
    paragraph(
      `This account can be used until the day before ${date}. Ask your practice for a new letter, and register again as yourself.`,
    ),
  );
}

/** The services as the practice has them now: whoever is let in no longer is signed out, and told what may be told. */
function followedServices(site: Site, account: AccountPage): HTMLElement {
  const part = element('div', { 'aria-live': 'polite' }, servicesOf(account));
  let shown = account;
  whileShown(part, async () => {
    const answer = await stillOpen();
    // Signed out, or gone elsewhere, while the answer was on its way.
    if (!part.isConnected || site.visit.account === undefined) return;
    if (answer.ok) {
      if (isSame(answer.value, shown)) return;
      shown = answer.value;
      site.visit.account = shown;
      part.replaceChildren(servicesOf(shown));
    } else if (answer.failure.kind !== 'unavailable') {
      delete site.visit.account;
      site.go('sign-in', answer.failure.message);
    }
  });
  return part;
}

function isSame({ services }: AccountPage, other: AccountPage): boolean {
  return services.join('\n') === other.services.join('\n');
}

function servicesOf({ services }: AccountPage): HTMLElement {
  return services.length === 0
    ? paragraph('Your practice has switched on no services for you yet.')
    : element(
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
    delete site.visit.appointments;
    site.go('start', answer.ok ? 'You are signed out.' : answer.failure.message);
  };
  button.addEventListener('click', () => void leave());
  return button;
}
