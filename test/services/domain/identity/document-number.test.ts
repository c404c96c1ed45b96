import { expect } from '@open-wc/testing';
import { documentNumberIn } from '../../../../services/domain/identity/document-number.ts';

const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  passport: ['Passport 533401372 seen', '533 401 372', 'no. 533-401-372, in date'],
  'driving-licence': ['MORGA657054SM9IJ', 'licence morga 657054 sm9ij'],
  bank: ['20-00-00 55779911', 'sort code 200000', 'a/c no 55779911', 'Account number: 557799'],
  card: ['4929 0000 0000 0006', '4929000000000006'],
  'national-insurance': ['QQ123456C', 'NI qq 12 34 56 c'],
  document: ['ID card C01234567', 'BRP ZU1234567', 'AB123456'],
};

const ORDINARY: readonly string[] = [
  '',
  'Known to Dr Rees since 1998, seen about 20 times',
  'Seen at the desk on 01/03/2026 and 2026-03-01, 01-03-26, 01.03.2026 at 14:05',
  'Born 29 February 1984',
  'Phone 01632 960123 or 07700 900123, 020 7946 0958, +44 1632 960123, 07700900123, 0113 496 0000',
  'NHS number 999 000 0018, 9990000018',
  'CHI 0101800010',
  'Lives at 12 High Street, LS1 4AP; council tax bill of 2025/26',
  'Two documents, dated 12.11.2025 and 03.12.2025',
  'Answered 3 of 3 questions about medicines (5 mg, 500 mg)',
  'ROSU1, room B12, PASS card',
];

describe('the number of a document in free text', () => {
  for (const [kind, texts] of Object.entries(NUMBERS)) {
    for (const text of texts) {
      it(`is known as ${kind}: ${text}`, () => {
        expect(documentNumberIn(text)).to.equal(kind);
      });
    }
  }

  for (const text of ORDINARY) {
    it(`is none of what practices write: ${text}`, () => {
      expect(documentNumberIn(text)).to.equal(undefined);
    });
  }
});
