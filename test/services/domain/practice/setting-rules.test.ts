import { expect } from '@open-wc/testing';
import {
  checkSetting,
  defaultOf,
  SETTING_NAMES,
  SETTING_RULES,
} from '../../../../services/domain/practice/setting-rules.ts';
import type { SettingName } from '../../../../services/domain/practice/shared-settings.ts';

function fault(name: SettingName, value: unknown, before?: unknown): unknown {
  const result = checkSetting(name, value, before);
  return result.ok ? undefined : { ...result.failure.reason, field: result.failure.field };
}

const DAYS = { code: 'setting-out-of-range', least: 1, most: 90 };
const preset = (name: string): unknown => ({ name, services: ['repeats'] });

describe('settings of the shared record', () => {
  for (const name of SETTING_NAMES) {
    it(`have a source and a default that can be used: ${name}`, () => {
      expect(SETTING_RULES[name].source).not.to.equal('');
      expect(fault(name, defaultOf(name))).to.equal(undefined);
      expect(fault(name, { not: 'a value' })).not.to.equal(undefined);
    });
  }

  it('are on the safe side where nobody has decided', () => {
    expect(defaultOf('osuAllowed')).to.equal(false);
    expect(defaultOf('resetNeedsIdentityCheck')).to.equal(true);
    expect(defaultOf('suspendAtSixteen')).to.equal(true);
    expect(defaultOf('missedAppointmentsLimit')).to.equal(0);
    expect(defaultOf('services.appointments')).to.equal(true);
    expect(defaultOf('services.detailed-coded-record')).to.equal(false);
  });

  it('ask for as much identification as before, where nobody has decided', () => {
    expect(defaultOf('identityDocuments')).to.equal('any');
    expect(defaultOf('identityVouching')).to.equal('recorders');
  });

  it('take whole days from 1 to 90, and name the field of any other', () => {
    expect(fault('letterExpiryDays', 1)).to.equal(undefined);
    expect(fault('activationDays', 90)).to.equal(undefined);
    for (const days of [0, 91, 1.5, Number.NaN, '14', undefined]) {
      expect(fault('letterExpiryDays', days)).to.deep.equal({ ...DAYS, field: 'letterExpiryDays' });
    }
  });

  it('take what can be chosen, and nothing else', () => {
    expect(fault('lettersOfChildren', 'child')).to.equal(undefined);
    expect(fault('lettersOfChildren', 'nobody')).to.include({ code: 'not-a-choice' });
    expect(fault('osuAllowed', 'true')).to.include({ code: 'not-a-choice' });
  });

  it('take a welcome message of 500 characters; a longer one only where others have written it', () => {
    const long = 'x'.repeat(501);
    expect(fault('welcomeMessage', 'x'.repeat(500))).to.equal(undefined);
    expect(fault('welcomeMessage', long)).to.include({ code: 'text-too-long', over: 1 });
    expect(fault('welcomeMessage', long, long)).to.equal(undefined);
  });

  it('take twelve presets, each with a name of its own that fits on a button', () => {
    const twelve = Array.from({ length: 12 }, (_, place) => preset(`Preset ${place}`));
    expect(fault('presets', twelve)).to.equal(undefined);
    expect(fault('presets', [...twelve, preset('One more')])).to.deep.equal({
      code: 'too-many-presets',
      most: 12,
      field: 'presets',
    });
    expect(fault('presets', [preset('Repeats'), preset(' repeats ')])).to.include({
      code: 'preset-name-taken',
      field: 'preset-1',
    });
    expect(fault('presets', [preset('  ')])).to.include({ code: 'preset-name-missing' });
    expect(fault('presets', [preset('x'.repeat(41))])).to.include({ code: 'text-too-long' });
    expect(fault('presets', [{ name: 'Everything', services: ['everything'] }])).to.include({
      code: 'not-a-choice',
      field: 'preset-0',
    });
  });
});
