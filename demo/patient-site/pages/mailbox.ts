import type { ActivationMail } from '../activation-code.ts';
import { deadlineText } from '../activation-time.ts';
import { byId, element, paragraph } from './elements.ts';

/**
 * Shows an email in the mailbox of the stand-in. Its link carries nothing in the address: `onFollow` brings it
 * along instead.
 */
export function showMail(mail: ActivationMail, onFollow: () => void): void {
  const link = element('a', { href: '#activate' }, 'Activate my account');
  link.addEventListener('click', (event) => {
    event.preventDefault();
    onFollow();
  });
  byId('mailbox-mail').replaceChildren(
    element(
      'div',
      { class: 'mail' },
      paragraph(`To: ${mail.to}`),
      element('h3', {}, 'Activate your account'),
      element('p', {}, 'Follow this link: ', link),
      element(
        'p',
        {},
        'Or type this code on the site: ',
        element('span', { class: 'mail-code', id: 'mail-code' }, mail.code),
      ),
      paragraph(`The code works until ${deadlineText(mail.expiresAt)}.`),
    ),
  );
  byId('mailbox').hidden = false;
}

/** Empties and hides the mailbox. */
export function emptyMailbox(): void {
  byId('mailbox').hidden = true;
  byId('mailbox-mail').replaceChildren();
}
