import type { PluginFiles } from './built-demo.ts';

const MANIFEST = {
  displayName: '%name%',
  version: '1.0.0',
  engines: { host: '^1.0.0' },
  main: './main.js',
  contributes: {
    registrationTabs: [
      {
        id: 'made.tab',
        title: 'Made up',
        element: 'made-tab',
        order: 1,
        when: 'config.made.activated',
      },
    ],
    controlPanelPages: [{ id: 'made.page', title: 'Made up', element: 'made-page', order: 1 }],
    practiceViews: [
      {
        id: 'made.practice',
        title: 'Made-up list',
        element: 'made-practice',
        order: 1,
        when: 'config.made.activated',
      },
    ],
    commands: [
      { command: 'made.print', title: 'Print', category: 'Made', enablement: 'patientOpen' },
      { command: 'made.ask', title: 'Ask' },
      { command: 'made.fail', title: 'Fail' },
      { command: 'made.key', title: 'Key' },
    ],
    keybindings: [{ command: 'made.ask', key: 'ctrl+alt+q' }],
    menus: { 'registration/context': [{ command: 'made.print' }] },
    configuration: { properties: { 'made.activated': { type: 'boolean', default: false } } },
  },
};

/** Written as any vendor might: no framework, no build. It leaves its traces on the page for the test to read. */
const MAIN = `
let held = [];
export async function activate(host) {
  const body = document.body;
  const view = (text) => ({
    async createElement() {
      const element = document.createElement('p');
      element.textContent = text;
      return element;
    },
  });
  held = [
    host.contributions.registerRegistrationTab('made.tab', view('The made-up tab')),
    host.contributions.registerControlPanelPage('made.page', {
      async createElement() {
        const button = document.createElement('button');
        button.textContent = 'Switch';
        button.onclick = () =>
          host.settings
            .update('made.activated', !host.settings.get('made.activated'))
            .catch((error) => host.dialogs.notify('error', error.name + ': ' + error.message));
        return button;
      },
    }),
    host.contributions.registerPracticeView('made.practice', {
      async createElement() {
        const list = document.createElement('div');
        const { patients } = await host.patients.find({ name: 'pritch' });
        const [described] = await host.patients.describe(patients.map(({ id }) => id));
        for (const id of [described.id, 'nobody']) {
          const button = document.createElement('button');
          button.textContent = 'Open ' + id;
          button.onclick = () =>
            host.patients.open(id).then(
              (opened) => { body.dataset.opened = opened; },
              (error) => { body.dataset.opened = error.name + ': ' + error.message; },
            );
          list.append(button);
        }
        const unsaved = document.createElement('button');
        unsaved.textContent = 'Begin a letter';
        unsaved.onclick = () => {
          const copy = host.workingCopies.markDirty({
            name: 'Letters',
            save: async () => true,
            revert: async () => copy.dispose(),
          });
        };
        list.append(unsaved);
        return list;
      },
    }),
    host.contributions.registerCommand('made.print', async () => {
      const pdf = new Blob(['%PDF-1.7 made up'], { type: 'application/pdf' });
      body.dataset.printed = await host.documents.print({ fileName: 'made.pdf', title: 'Made up', pdf });
    }),
    host.contributions.registerCommand('made.ask', async () => {
      body.dataset.answer = await host.dialogs.ask({ title: 'Sure?', message: 'Do it', buttons: ['Yes', 'No'] });
    }),
    host.contributions.registerCommand('made.key', async () => {
      body.dataset.given = await host.keys.practiceKey().then(() => 'given', (error) => error.message);
    }),
    host.contributions.registerCommand('made.fail', async () => { throw new Error('made to fail'); }),
    host.session.subscribe((session) => { body.dataset.sessions = (body.dataset.sessions ?? '') + ' ' + (session?.id ?? 'nobody'); }),
    host.patients.current.subscribe((patient) => { body.dataset.patient = patient?.id ?? 'none'; }),
    host.patients.contacts('pt-e01').subscribe((all) => { body.dataset.contacts = all.map((one) => one.value).join(' '); }),
  ];
  body.dataset.practice = host.practice.id + ' ' + host.workstationId + ' ' + (body.dataset.practice ?? '');
  const key = await host.keys.practiceKey();
  body.dataset.key = [key.algorithm.name, key.algorithm.length, key.extractable, key.usages].join(' ');
  body.dataset.sharing = await host.patients.countSharingEmail('pt-e05', ' ACKERBY.family@mail.example');
  const token = await host.fhir.accessToken({ fresh: true });
  const answer = await fetch(host.fhir.baseUrl + '/Person', { headers: { Authorization: 'Bearer ' + token } });
  body.dataset.fhir = answer.status;
  try { host.contributions.registerCommand('made.none', async () => {}); } catch (error) { body.dataset.unknown = error.name + ' ' + error.message; }
}
export async function deactivate() {
  for (const one of held.splice(0)) one.dispose();
}
`;

/** A plugin that uses every part of what a host provides. */
export const MADE_UP_PLUGIN: PluginFiles = {
  'manifest.json': JSON.stringify(MANIFEST),
  'manifest.l10n.json': JSON.stringify({ name: 'Made-up plugin' }),
  'main.js': MAIN,
};

/** The same, but it throws on activation. */
export const BROKEN_PLUGIN: PluginFiles = {
  ...MADE_UP_PLUGIN,
  'main.js':
    'export async function activate() { throw new Error("no luck"); }\nexport async function deactivate() {}',
};
