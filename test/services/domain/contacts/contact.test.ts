import { expect } from '@open-wc/testing';
import { checkContact } from '../../../../services/domain/contacts/check-contact.ts';
import {
  verifiedPreferred,
  type ContactType,
} from '../../../../services/domain/contacts/contact.ts';
import { sentenceOf } from '../../../words-at-hand.ts';
import { whyUnreachable } from '../../../../services/domain/contacts/unreachable.ts';

function typed(type: ContactType, value: string): string {
  const result = checkContact({ type, value, verified: false, preferred: false });
  return result.ok
    ? result.value.value
    : `${result.failure.field ?? ''}: ${sentenceOf(result.failure.reason)}`;
}

describe('a contact as typed', () => {
  it('is tidied', () => {
    expect(typed('email', '  sian@post.example ')).to.equal('sian@post.example');
    expect(typed('mobile', '07700 900 123')).to.equal('07700900123');
    expect(typed('phone', '(01632) 960-001')).to.equal('01632960001');
    expect(typed('mobile', '+447700900123')).to.equal('+447700900123');
  });

  it('is refused beside its field with what to do', () => {
    expect(typed('phone', '960001')).to.contain('area code');
    expect(typed('mobile', '01632960001')).to.contain('start with 07');
    expect(typed('email', '   ')).to.equal('value: Type the address or number.');
  });
});

describe('an email address as typed', () => {
  it('is taken as mail systems take it', () => {
    for (const right of [
      "sian.o'neil+repeat@post.example",
      'sian@münchen.example',
      `${'s'.repeat(64)}@post.example`,
      '"sian"@post.example',
    ]) {
      expect(typed('email', right)).to.equal(right);
    }
  });

  it('is refused for the part that is missing', () => {
    expect(typed('email', 'sian')).to.contain('no @');
    expect(typed('email', '@post.example')).to.contain('before the @');
    for (const wrong of ['sian@', 'sian@post']) {
      expect(typed('email', wrong), wrong).to.contain('after the @');
    }
  });

  it('is refused for a sign that no address has, which is named', () => {
    expect(typed('email', 'sian morgan@post.example')).to.contain('no spaces');
    expect(typed('email', 'sian\u00a0morgan@post.example')).to.contain('no spaces');
    expect(typed('email', 'sian😀@post.example')).to.contain('“😀”');
    expect(typed('email', 'sian@☺.example')).to.contain('“☺”');
    expect(typed('email', 'siân@post.example')).to.contain('“â”');
    expect(typed('email', 'sian@po\u200bst.example')).to.contain('cannot be seen');
  });

  it('is refused where mail systems would refuse it', () => {
    for (const wrong of [
      'a@b..example',
      'a@@b.example',
      'a..b@post.example',
      '.a@post.example',
      'a.@post.example',
      'a@-post.example',
      'a@post.example.',
      'a@post.e',
      'A <a@post.example>',
      'a@127.0.0.1',
      `${'s'.repeat(65)}@post.example`,
    ]) {
      expect(typed('email', wrong), wrong).to.match(/^value: /);
    }
    const long = `${'s'.repeat(60)}@${'post.'.repeat(40)}example`;
    expect(typed('email', long)).to.contain('too many. Shorten the text to 254');
  });
});

describe('the address used for messages', () => {
  const email = {
    type: 'email',
    value: 'a@post.example',
    verified: true,
    preferred: true,
  } as const;

  it('is verified and preferred, both', () => {
    expect(verifiedPreferred([email], 'email')).to.equal(email);
    expect(verifiedPreferred([{ ...email, verified: false }], 'email')).to.equal(undefined);
    expect(verifiedPreferred([{ ...email, preferred: false }], 'email')).to.equal(undefined);
  });

  it('is missing for the reason that can be mended', () => {
    const preferred = { ...email, verified: false };
    const verified = { ...email, preferred: false };
    expect(whyUnreachable([verified, email], 'email')).to.equal(undefined);
    expect(whyUnreachable([verified, preferred], 'email')).to.equal('not-verified');
    expect(whyUnreachable([verified], 'email')).to.equal('none-preferred');
    expect(whyUnreachable([email], 'mobile')).to.equal('none-held');
  });
});
