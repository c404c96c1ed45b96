import { expect } from '@open-wc/testing';
import { letterContent, type LetterContent } from '../../../services/letters/letter-content.ts';
import type { RegistrationLetter } from '../../../services/ports/letter-renderer.ts';
import type { Text } from '../../../services/words/formatted-text.ts';
import { letterWords } from '../../../services/words/letter-words.ts';
import { SAMPLE_LETTER, letterTo } from './sample-letter.ts';

function contentOf(letter: RegistrationLetter): LetterContent {
  const words = letterWords('en');
  if (words === undefined) throw new Error('There are no words.');
  return letterContent(letter, words);
}

function plain(texts: readonly Text[]): string {
  return texts.map((runs) => runs.map(({ text }) => text).join('')).join(' ');
}

/** The sentences of the letter below its head. */
function sentences(letter: RegistrationLetter): string {
  const { opening, steps, afterSteps, safety, services } = contentOf(letter);
  const sections = [safety, services].flatMap(({ list, paragraphs }) => [...list, ...paragraphs]);
  return plain([...opening, ...steps.items, ...afterSteps, ...sections]);
}

const { email: _none, ...WITHOUT_EMAIL } = SAMPLE_LETTER.patient;

const EVERYBODY: readonly (readonly [whose: string, letter: RegistrationLetter])[] = [
  ['an adult', SAMPLE_LETTER],
  ['a patient without an email address', { ...SAMPLE_LETTER, patient: WITHOUT_EMAIL }],
  ['a patient whose mailbox others read', letterTo({ emailIsShared: true })],
  ['a young person', letterTo({ addressee: 'young-person' })],
  ['a child', letterTo({ addressee: 'child', emailIsShared: true })],
  ['a parent or guardian', letterTo({ addressee: 'guardian' })],
  ['a restricted patient', letterTo({ isRestricted: true })],
];

describe('the words of the registration letter', () => {
  for (const [whose, letter] of EVERYBODY) {
    it(`warn ${whose} about secrets, mailboxes and pressure, a sentence each`, () => {
      const text = sentences(letter);
      for (const advice of [
        'Keep the codes and your password secret.',
        'Never share your mailbox: whoever reads it can read about your account.',
        'Nobody may press you to share any of this.',
        'Phone 01632 960 001 if you lose this letter or it is not meant for you.',
      ]) {
        expect(text.split(advice), advice).to.have.lengthOf(2);
      }
    });
  }

  it('say which other details an app asks for, and that the date of birth is not printed', () => {
    expect(sentences(SAMPLE_LETTER)).to.contain(
      'It also asks for your surname, as printed here, and your date of birth, which we do not print.',
    );
    expect(sentences(letterTo({ surname: 'Ó Dónaill' }))).to.contain(
      'It also asks for your surname, Ó Dónaill, and your date of birth, which we do not print.',
    );
    expect(sentences(letterTo({ addressee: 'guardian' }))).to.contain(
      'It also asks for the child’s surname, as printed here, and the child’s date of birth',
    );
  });

  it('ask a patient without a verified email address for one before they start', () => {
    const text = sentences({ ...SAMPLE_LETTER, patient: WITHOUT_EMAIL });
    expect(text).to.contain('We have no email address for you that has been checked.');
    expect(text).to.contain('before you start').and.not.to.contain('in step 4');
    const withOne = sentences(SAMPLE_LETTER);
    expect(withOne).to.contain('Open our email to s•••n@mail.example.');
    expect(withOne).to.contain('Is the email address in step 4 wrong? Tell us before you start');
  });

  it('say that others use the mailbox only where we know it', () => {
    const known = 'Other people use the email address we have for you.';
    expect(sentences(letterTo({ emailIsShared: true }))).to.contain(known);
    expect(sentences(SAMPLE_LETTER)).not.to.contain(known);
    const none = { ...SAMPLE_LETTER, patient: { ...WITHOUT_EMAIL, emailIsShared: true } };
    expect(sentences(none)).not.to.contain(known);
  });

  it('speak to a parent or guardian about a child', () => {
    const { recipient, heading, opening } = contentOf(letterTo({ addressee: 'guardian' }));
    expect(recipient.slice(0, 3)).to.deep.equal([
      'Parent or guardian of',
      'Siân Ó Dónaill',
      'Flat 3, Heron House',
    ]);
    expect(heading).to.equal('Set up a child’s online account');
    expect(plain(opening)).to.match(/^Dear parent or guardian of Siân Ó Dónaill,/);
  });

  it('speak to a young person about an account of their own', () => {
    const letter = letterTo({ addressee: 'young-person' });
    const { recipient, heading, opening } = contentOf(letter);
    expect(recipient[0]).to.equal('Siân Ó Dónaill');
    expect(heading).to.equal('Set up your online account');
    expect(plain(opening)).to.match(/^Dear Siân Ó Dónaill,/);
    expect(sentences(letter)).to.contain('This account is yours.');
    expect(sentences(SAMPLE_LETTER)).not.to.contain('This account is yours.');
  });

  it('speak to a child whose own letter it is, who reads it with a grown-up', () => {
    const letter = letterTo({ addressee: 'child', emailIsShared: true });
    const { recipient, heading, opening } = contentOf(letter);
    expect(recipient[0]).to.equal('Siân Ó Dónaill');
    expect(heading).to.equal('Set up your online account');
    expect(plain(opening)).to.match(/^Dear Siân Ó Dónaill,/);
    expect(sentences(letter)).to.contain('Read this letter with a grown-up you trust.');
    expect(sentences(letter)).not.to.match(/guardian|the child|Use one of your own/);
    expect(sentences(SAMPLE_LETTER)).not.to.contain('grown-up');
  });

  it('leave the address of a restricted patient off, and never say why', () => {
    const content = contentOf(letterTo({ isRestricted: true }));
    expect(content.recipient).to.deep.equal(['Siân Ó Dónaill']);
    expect(plain(content.notices)).to.equal(
      'We are giving you this letter in person. It has no address on it.',
    );
    expect(JSON.stringify(content)).not.to.match(/restrict|Riverside/i);
  });

  it('print the address of a restricted patient who asks for it', () => {
    const content = contentOf(letterTo({ isRestricted: true, addressAskedFor: true }));
    expect(content.recipient).to.deep.equal([
      SAMPLE_LETTER.patient.name,
      ...SAMPLE_LETTER.patient.address,
    ]);
    expect(content.notices).to.deep.equal([]);
  });
});
