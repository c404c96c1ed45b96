import { expect } from '@open-wc/testing';
import { tidy, withSettings } from '../../../../services/domain/practice/saving-settings.ts';
import type {
  PracticeSettingsRecord,
  SettingValues,
} from '../../../../services/domain/practice/shared-settings.ts';
import { MANAGER, RECEPTIONIST, sampleSettings } from '../../../fakes/sample-shared-records.ts';

const CHANGE = { at: '2026-03-02T10:00:00.000Z', by: RECEPTIONIST };
const NOW = { letterExpiryDays: 21, activationDays: 14, welcomeMessage: 'Croeso!' };
const RECORD = sampleSettings({ values: NOW });

function saved(
  values: Partial<SettingValues>,
  seen: Partial<SettingValues>,
  record: PracticeSettingsRecord = RECORD,
) {
  return withSettings(record, { values, seen }, { ...NOW, ...record.values }, CHANGE);
}

describe('saving settings on the shared record', () => {
  it('changes what was changed, and notes of that alone who it was and when', () => {
    const result = saved({ activationDays: 10, letterExpiryDays: 21 }, { activationDays: 14 });
    expect(result.ok && result.value).to.deep.equal({
      ...RECORD,
      savedAt: CHANGE.at,
      savedBy: CHANGE.by,
      values: { ...NOW, activationDays: 10 },
      changes: { ...RECORD.changes, activationDays: CHANGE },
    });
  });

  it('writes nothing where the shared record says all of it already', () => {
    const result = saved({ letterExpiryDays: 21 }, { letterExpiryDays: 14 });
    expect(result.ok && result.value).to.equal(RECORD);
  });

  it('goes on top of other settings that somebody has changed meanwhile', () => {
    const result = saved({ activationDays: 10 }, { activationDays: 14, letterExpiryDays: 14 });
    expect(result.ok && result.value.values).to.include({ letterExpiryDays: 21 });
  });

  it('is refused where somebody has changed the same one, with who, when and to what', () => {
    const result = saved({ letterExpiryDays: 7 }, { letterExpiryDays: 14 });
    expect(!result.ok && result.failure).to.deep.equal({
      kind: 'changed-meanwhile',
      field: 'letterExpiryDays',
      reason: {
        code: 'setting-changed-meanwhile',
        setting: 'letterExpiryDays',
        value: 21,
        change: RECORD.changes.letterExpiryDays,
      },
    });
  });

  it('repeats nothing of a text when it is refused, because refusals go into the audit', () => {
    const result = saved({ welcomeMessage: 'Hello' }, { welcomeMessage: '' });
    expect(!result.ok && result.failure.reason).to.deep.equal({
      code: 'setting-changed-meanwhile',
      setting: 'welcomeMessage',
      change: { at: '2026-03-01T09:00:00.000Z', by: MANAGER },
    });
  });

  it('mends what could not be used, also with what holds in its place', () => {
    const record = { ...RECORD, unusable: ['activationDays'] as const };
    const result = saved({ activationDays: 14 }, { activationDays: 14 }, record);
    expect(result.ok && result.value.unusable).to.deep.equal([]);
    expect(result.ok && result.value.changes.activationDays).to.deep.equal(CHANGE);
  });

  it('keeps texts without the spaces around them, and services in the order of the tab', () => {
    expect(
      tidy({
        welcomeMessage: '  One\r\nTwo ',
        presets: [{ name: ' Both ', services: ['repeats', 'appointments'] }],
      }),
    ).to.deep.equal({
      welcomeMessage: 'One\nTwo',
      presets: [{ name: 'Both', services: ['appointments', 'repeats'] }],
    });
  });
});
