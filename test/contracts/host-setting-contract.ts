import manifest from '../../manifest.json' with { type: 'json' };
import { hold, inTime, refuses, same } from './expectations.ts';
import { type HostCheck, promise } from './host-check.ts';

const ADMINISTER = 'onlineServices.administer';
const ACTIVATED = 'onlineServices.activated';
const DAYS = 'onlineServices.letterExpiryDays';
const ADDRESS = 'onlineServices.siteUrl';

/** Settings that the manifest contributes. */
export const settingChecks: readonly HostCheck[] = [
  promise(
    'has the manifest’s default for each setting until somebody changes it',
    ({ settings }, { changedSettings = [] }) => {
      for (const [key, declared] of Object.entries(manifest.contributes.configuration.properties)) {
        const value = settings.get(key);
        const type = typeof declared.default;
        hold(typeof value === type, `settings.get ${key}: ${type} expected`);
        if (!changedSettings.includes(key)) same(value, declared.default, `settings.get ${key}`);
      }
    },
  ),
  promise('refuses a setting that the manifest lacks', async ({ settings }, { signInWith }) => {
    await signInWith?.(ADMINISTER);
    await refuses(() => settings.update('onlineServices.noSuchSetting', true), 'unknown setting');
  }),
  promise(
    'refuses a value of another type than declared, and keeps the old one',
    async ({ settings }, { signInWith }) => {
      await signInWith?.(ADMINISTER);
      const wrong: readonly (readonly [string, unknown])[] = [
        [ACTIVATED, 'true'],
        [DAYS, '14'],
        [DAYS, 1.5],
        [ADDRESS, 7],
        [ADDRESS, null],
        [ADDRESS, undefined],
      ];
      for (const [key, value] of wrong) {
        const before = settings.get(key);
        await refuses(() => settings.update(key, value), `${key} set to ${JSON.stringify(value)}`);
        same(settings.get(key), before, `${key} after the refusal`);
      }
    },
  ),
  promise(
    'tells which setting changed, until the listener is disposed',
    async ({ settings }, { signInWith }) => {
      await signInWith?.(ADMINISTER);
      const before = Number(settings.get(DAYS));
      const change = (value: number): Promise<readonly string[]> =>
        inTime('settings.onDidChange', (done) => {
          const subscription = settings.onDidChange(done);
          settings.update(DAYS, value).catch(reportError);
          return subscription;
        });
      let calls = 0;
      const listener = settings.onDidChange(() => {
        calls += 1;
      });
      same(calls, 0, 'calls before anything changed');
      same(await change(before + 1), [DAYS], 'keys that changed');
      same(settings.get(DAYS), before + 1, 'value after the change');
      same(calls, 1, 'calls after one change');
      listener.dispose();
      listener.dispose();
      await change(before);
      same(calls, 1, 'calls after dispose');
    },
  ),
];
