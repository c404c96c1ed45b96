import type { ActivationMail } from './activation-code.ts';
import { activatePage, checkEmailPage } from './pages/activation-pages.ts';
import { applyPage, appliedPage, waitingPage } from './pages/apply-pages.ts';
import { appointmentsPage } from './pages/appointments-page.ts';
import { chooseLoginPage } from './pages/choose-login-page.ts';
import { contactDetailsPage } from './pages/contact-details-page.ts';
import { byId, element, paragraph } from './pages/elements.ts';
import { linkageKeyPage, tokenPage } from './pages/letter-details-page.ts';
import { emptyMailbox, showMail } from './pages/mailbox.ts';
import { PAGE_NAMES, type Page, type PageName, type Site, type Visit } from './pages/page.ts';
import { signedInPage } from './pages/signed-in-page.ts';
import { signInPage } from './pages/sign-in-page.ts';
import { currentAccount } from './pages/site-api.ts';
import { registerPage, startPage } from './pages/start-page.ts';

const SITE_NAME = 'Patient Services';

const PAGES: Readonly<Record<PageName, Page>> = {
  start: startPage,
  register: registerPage,
  'register-with-token': tokenPage,
  'register-with-linkage-key': linkageKeyPage,
  'choose-login': chooseLoginPage,
  apply: applyPage,
  applied: appliedPage,
  waiting: waitingPage,
  appointments: appointmentsPage,
  'contact-details': contactDetailsPage,
  'check-email': checkEmailPage,
  activate: activatePage,
  'sign-in': signInPage,
  account: signedInPage,
};

/** The pages of the stand-in, one at a time in `main`. The address holds the page's name and nothing else. */
class PatientSitePages implements Site {
  readonly visit: Visit = {};
  readonly #main = byId('main');

  async start(): Promise<void> {
    addEventListener('hashchange', () => {
      // A link within the page, such as the one that skips to it, is none of ours.
      if (pageInAddress() !== undefined) this.#show(true);
    });
    if (pageInAddress() === 'account') await this.#resume();
    this.#show(false);
  }

  go(page: PageName, notice?: string): void {
    if (notice !== undefined) this.visit.notice = notice;
    if (pageInAddress() === page) this.#show(true);
    else location.hash = page;
  }

  deliver(mail: ActivationMail): void {
    this.visit.mail = mail;
    showMail(mail, () => {
      this.visit.activationCode = mail.code;
      this.go('activate');
    });
  }

  /** Reloading the page does not end a session. */
  async #resume(): Promise<void> {
    const answer = await currentAccount();
    if (answer.ok) this.visit.account = answer.value;
    else if (answer.failure.kind !== 'signed-out') this.visit.notice = answer.failure.message;
  }

  #show(isMove: boolean): void {
    const wanted = PAGES[pageInAddress() ?? 'start'];
    const instead = wanted.insteadOf?.(this.visit);
    if (instead !== undefined) {
      // In place of the address that led nowhere, so that Back does not lead there again.
      history.replaceState(null, '', `#${instead}`);
      this.#show(isMove);
      return;
    }
    // Signed in means activated: the email has done its work.
    if (wanted === signedInPage) emptyMailbox();
    // Moving here puts the focus on the heading; described by the notice, it is read together with it.
    const heading = element('h1', { tabindex: '-1', 'aria-describedby': 'notice' }, wanted.heading);
    this.#main.replaceChildren(heading, ...this.#notice(), ...wanted.content(this));
    document.title = wanted === startPage ? SITE_NAME : `${wanted.heading} – ${SITE_NAME}`;
    if (isMove) {
      scrollTo(0, 0);
      heading.focus();
    }
  }

  #notice(): readonly Node[] {
    const { notice } = this.visit;
    delete this.visit.notice;
    return notice === undefined
      ? []
      : [element('div', { class: 'notice', id: 'notice' }, paragraph(notice))];
  }
}

function pageInAddress(): PageName | undefined {
  const name = location.hash.slice(1);
  return name === '' ? 'start' : PAGE_NAMES.find((known) => known === name);
}

await new PatientSitePages().start();
