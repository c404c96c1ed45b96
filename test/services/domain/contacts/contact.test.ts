import { expect } from '@open-wc/testing';
import {
  checkContact,
  verifiedPreferred,
  type ContactType,
} from '../../../../services/domain/contacts/contact.ts';
import { sentenceOf } from '../../../words-at-hand.ts';

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
    for (const wrong of [
      'sian',
      'sian@',
      '@post.example',
      'sian@post',
      'a@b..example',
      'a@@b.example',
    ]) {
      expect(typed('email', wrong), wrong).to.match(/^value: This is not an email address/);
    }
    expect(typed('email', 'sian morgan@post.example')).to.contain('no spaces');
    expect(typed('phone', '960001')).to.contain('area code');
    expect(typed('mobile', '01632960001')).to.contain('start with 07');
    expect(typed('email', '   ')).to.equal('value: Type the address or number.');
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
});
