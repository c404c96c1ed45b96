import type { AppointmentsPage } from '../appointments.ts';
import { element, paragraph } from './elements.ts';
import type { Page, Site } from './page.ts';
import { appointments, book, cancelBooking, type ApiAnswer } from './site-api.ts';

/** Free times, and one's own. */
export const appointmentsPage: Page = {
  heading: 'Your appointments',
  insteadOf: ({ account }) => (account?.canBook === true ? undefined : 'sign-in'),
  content: (site) => {
    const part = element('div', { 'aria-live': 'polite' }, paragraph('Reading the appointments…'));
    void appointments().then((answer) => {
      show(site, part, answer);
    });
    return [part, element('p', {}, element('a', { href: '#account' }, 'Your services'))];
  },
};

function show(site: Site, part: HTMLElement, answer: ApiAnswer<AppointmentsPage>): void {
  if (answer.ok) {
    part.replaceChildren(...pageOf(site, part, answer.value));
    return;
  }
  if (answer.failure.kind === 'signed-out' || answer.failure.kind === 'not-open') {
    delete site.visit.account;
    site.go('sign-in', answer.failure.message);
    return;
  }
  const why = element('div', { role: 'alert', class: 'notice' }, paragraph(answer.failure.message));
  part.querySelector('[role="alert"]')?.remove();
  part.prepend(why);
}

function pageOf(site: Site, part: HTMLElement, { free, mine }: AppointmentsPage): Node[] {
  const act = (
    label: string,
    slot: string,
    send: (slot: string) => Promise<ApiAnswer<AppointmentsPage>>,
  ): HTMLElement => {
    const button = element('button', { type: 'button', class: 'plain' }, `${label} ${text(slot)}`);
    button.addEventListener('click', () => {
      void send(slot).then((answer) => {
        show(site, part, answer);
      });
    });
    return element('li', {}, button);
  };
  return [
    element(
      'section',
      { 'aria-labelledby': 'mine-title' },
      element('h2', { id: 'mine-title' }, 'Booked'),
      mine.length === 0
        ? paragraph('You have booked none.')
        : element('ul', {}, ...mine.map((slot) => act('Cancel', slot, cancelBooking))),
    ),
    element(
      'section',
      { 'aria-labelledby': 'free-title' },
      element('h2', { id: 'free-title' }, 'Free times'),
      element('ul', {}, ...free.map((slot) => act('Book', slot, book))),
    ),
  ];
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** "Monday 1 June at 09:00". */
function text(slot: string): string {
  const [day = '', time = ''] = slot.split('T');
  return `${DAY.format(new Date(`${day}T00:00:00Z`))} at ${time}`;
}
