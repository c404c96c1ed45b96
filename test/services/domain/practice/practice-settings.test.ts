import { expect } from '@open-wc/testing';
import {
  checkHostSettings,
  printedSettings,
  type PracticeSettings,
} from '../../../../services/domain/practice/practice-settings.ts';

const SETTINGS = {
  activated: true,
  services: {},
  letterExpiryDays: 14,
  activationDays: 14,
  siteUrl: 'https://patients.example/',
  pollIntervalSeconds: 3,
} as PracticeSettings;

function fieldAtFault(changes: Partial<PracticeSettings>, before = SETTINGS): string | undefined {
  const result = checkHostSettings({ ...before, ...changes }, before);
  return result.ok ? undefined : result.failure.field;
}

describe('what the host holds of the settings', () => {
  it('are taken when they make sense', () => {
    expect(fieldAtFault({})).to.equal(undefined);
    expect(fieldAtFault({ siteUrl: 'http://127.0.0.1:4173/patient-services/' })).to.equal(
      undefined,
    );
  });

  it('name the field that does not', () => {
    expect(fieldAtFault({ pollIntervalSeconds: Number.NaN })).to.equal('pollIntervalSeconds');
    expect(fieldAtFault({ siteUrl: 'patients.example' })).to.equal('siteUrl');
    expect(fieldAtFault({ siteUrl: 'http://patients.example/' })).to.equal('siteUrl');
  });

  it('are saved beside an address that others wrote too long, until somebody writes it anew', () => {
    const long = `https://patients.example/${'x'.repeat(200)}`;
    const before = { ...SETTINGS, siteUrl: long };
    expect(fieldAtFault({ pollIntervalSeconds: 7 }, before)).to.equal(undefined);
    expect(fieldAtFault({ pollIntervalSeconds: 7, siteUrl: long }, before)).to.equal(undefined);
    expect(fieldAtFault({ siteUrl: `${long}x` }, before)).to.equal('siteUrl');
  });

  it('are looked at again before codes are made by them or printed', () => {
    const refused = (changes: Partial<PracticeSettings>): unknown => {
      const result = printedSettings({ ...SETTINGS, ...changes });
      return result.ok ? undefined : result.failure.reason;
    };
    expect(refused({ pollIntervalSeconds: Number.NaN })).to.equal(undefined);
    for (const [setting, value] of [
      ['siteUrl', 'http://patients.example/'],
      ['siteUrl', 'javascript:alert(1)'],
      ['letterExpiryDays', Number.NaN],
      ['activationDays', 4000],
    ] as const) {
      expect(refused({ [setting]: value })).to.deep.equal({ code: 'settings-unusable', setting });
    }
  });
});
