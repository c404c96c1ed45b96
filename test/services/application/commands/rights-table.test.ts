import { expect } from '@open-wc/testing';
import { filter, firstValueFrom } from 'rxjs';
import manifest from '../../../../manifest.json' with { type: 'json' };
import { permissionsOf } from '../../../../demo/reference-host/server/permissions.ts';
import { PRACTICES, Role } from '../../../../demo/reference-host/server/practices.ts';
import { CommandId } from '../../../../plugin/command-ids.ts';
import { runCommand } from '../../../../plugin/command-runs.ts';
import type { HostSession } from '../../../../plugin/host-api.ts';
import { COMMANDS } from '../../../../services/application/commands/command-list.ts';
import type { StaffCommand } from '../../../../services/application/commands/staff-command.ts';
import type {
  Commands,
  ReadyTabView,
  Refusal,
  SettingsView,
} from '../../../../services/application/views.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import type { Reason } from '../../../../services/domain/reason.ts';
import type { AuditRecord } from '../../../../services/domain/records.ts';
import type { Result } from '../../../../services/domain/result.ts';
import { loadWords, words } from '../../../../services/words/words.ts';
import { TOMASZ } from '../../../fakes/fake-host.ts';
import { auditTrail, makeProduct, type Product } from '../../../fakes/product.ts';
import { sentenceOf } from '../../../words-at-hand.ts';
import { SCENES, signIn, type Scene } from './scenes.ts';

/**
 * Everything staff can do, by everybody, by every way there is: the rows are the list of commands, the columns the
 * roles of the reference host and the ways in. A command without a scene does not compile.
 */
type Name = keyof Commands;
const ALL = Object.entries(COMMANDS) as readonly (readonly [Name, StaffCommand])[];

/** Somebody of each role of the reference host, and somebody whose role the host does not know. */
const PEOPLE: readonly HostSession[] = [...Object.values(Role), 'Visiting auditor'].map((role) => ({
  id: `session of ${role}`,
  staff: PRACTICES[0]?.staff.find((each) => each.role === role) ?? {
    ...{ id: 'staff-unknown', name: 'Nobody Inparticular', role },
  },
  permissions: permissionsOf(role) as readonly Permission[],
}));

interface Outcome {
  readonly isDone: boolean;
  readonly message?: string;
}

/** The product with the scene set and this person signed in; what was there before anything was tried. */
async function stage(name: Name, person: HostSession): Promise<Stage> {
  const product = makeProduct();
  const scene = SCENES[name];
  const input = await scene.set(product, person);
  signIn(product, person);
  return {
    ...{ product, scene, input, before: await state(product) },
    rowsBefore: (await rows(product)).length,
  };
}

interface Stage {
  readonly product: Product;
  readonly scene: Scene;
  readonly input: object;
  readonly before: unknown;
  readonly rowsBefore: number;
}

async function rows({ storage }: Product): Promise<readonly AuditRecord[]> {
  const found = await storage.records.audit({ limit: 1000 });
  return found.ok ? [...found.value].reverse() : [];
}

/** All that a command could change, but for the audit. */
async function state({ host, storage, server, serverNotes }: Product): Promise<unknown> {
  const records = await storage.records.read('patient-sian');
  const entries = (await storage.entries()).filter(({ kind }) => kind !== 'audit');
  return structuredClone({
    ...{ records, entries, contacts: host.contacts('patient-sian').value },
    ...{ printed: host.printed.length, saved: host.saved.length },
    settings: server.all('practice-settings'),
    server: serverNotes.note$.value,
  });
}

function outcomeOf(result: Result<unknown, Refusal>): Outcome {
  return result.ok ? { isDone: true } : { isDone: false, message: result.failure.message };
}

async function call(services: Product['services'], name: Name, input: object): Promise<Outcome> {
  return outcomeOf(await services[name](input as never));
}

/** What this person lacks for it; the right to see the tab comes first. */
function lacking(
  name: Name,
  { also = [] }: Scene,
  { permissions }: HostSession,
): Reason | undefined {
  if (!permissions.includes(COMMANDS[name].permission)) return { code: 'not-permitted' };
  const missing = also.filter((permission) => !permissions.includes(permission));
  return missing.length === 0 ? undefined : { code: 'work-takes-permission', permissions: missing };
}

/** Done exactly when there is nothing against it; else refused in the catalogue's words, with nothing changed. */
async function expectOutcome(
  name: Name,
  { product, before, rowsBefore }: Stage,
  outcome: Outcome,
  against: Reason | undefined,
  who: string,
): Promise<void> {
  const told = (await rows(product))
    .slice(rowsBefore)
    .filter(({ action }) => action !== 'open-tab');
  const { audit } = COMMANDS[name];
  if (against === undefined) {
    expect(outcome, who).to.deep.equal({ isDone: true });
    expect(
      told.some((row) => row.action === audit && row.outcome === 'done'),
      who,
    ).to.equal(true);
    expect(
      told.filter((row) => row.outcome === 'refused'),
      who,
    ).to.deep.equal([]);
    return;
  }
  expect(outcome, who).to.deep.equal({ isDone: false, message: sentenceOf(against) });
  expect(await state(product), who).to.deep.equal(before);
  // Who is signed out has no name to be put into a row.
  const expected = against.code === 'signed-out' ? [] : [`${audit} refused`];
  expect(
    told.map((row) => `${row.action} ${row.outcome}`),
    who,
  ).to.deep.equal(expected);
}

/** What opens a page, or something on one. */
const PAGES_OWN: ReadonlySet<string> = new Set([
  'openApplications',
  'openAccounts',
  'openWorklist',
  'openJobs',
  'openSplit',
  'handOverAccount',
  'takeInAccount',
  'takeBackAccount',
  'openUptake',
  'exportUptake',
]);

/** Whether the screen offers it, by the same facts as the button's own. */
async function isOffered(name: Name, { host, services }: Product): Promise<boolean | undefined> {
  if (name === 'saveSettings') {
    const view = await firstValueFrom(services.settings$);
    return view.phase === 'ready' && view.change.allowed;
  }
  if (name === 'acknowledgeServerFindings') {
    let isShown = false;
    const see = (view: SettingsView): void => {
      isShown = view.phase === 'ready' && view.server !== undefined;
    };
    services.settings$.subscribe(see).unsubscribe();
    return isShown;
  }
  // Their page shows what the list itself gives, to those whom it is given.
  if (name.endsWith('Application') || PAGES_OWN.has(name)) {
    return host.session.value?.permissions.includes(COMMANDS[name].permission);
  }
  const settled = await firstValueFrom(
    services.tab$.pipe(filter((view) => view.phase !== 'loading' && !isHalf(view))),
  );
  if (settled.phase !== 'ready') return false;
  const { about } = COMMANDS[name];
  if (about === 'patient') return settled.can[name as keyof ReadyTabView['can']]?.allowed;
  if (name === 'acknowledgeNotice') return settled.sync.notices.length > 0;
  return settled.sync.work.some(({ refused }) => refused === undefined);
}

/** Before rules and list have come, nothing is offered yet. */
function isHalf(view: { readonly phase: string } & Partial<ReadyTabView>): boolean {
  const { can = {}, sync } = view;
  return view.phase === 'ready' && (Object.keys(can).length === 0 || isUnlisted(sync));
}

function isUnlisted(sync: ReadyTabView['sync'] | undefined): boolean {
  return sync !== undefined && sync.work.length + sync.notices.length === 0 && !isEmpty(sync);
}

function isEmpty({ summary }: ReadyTabView['sync']): boolean {
  return !/kept on this computer|needs? your decision/.test(summary);
}

for (const [name] of ALL) {
  describe(`${name}, as everybody may`, () => {
    it('by a button of the tab or page: offered exactly to those who may, and done or refused so', async () => {
      for (const person of PEOPLE) {
        const staged = await stage(name, person);
        const against = lacking(name, staged.scene, person);
        const who = person.staff.role;
        expect(await isOffered(name, staged.product), who).to.equal(against === undefined);
        const outcome = await call(staged.product.services, name, staged.input);
        await expectOutcome(name, staged, outcome, against, who);
      }
    });

    it('by its name, called without any screen', async () => {
      for (const person of PEOPLE) {
        const staged = await stage(name, person);
        const outcome = await call(staged.product.services, name, staged.input);
        await expectOutcome(
          ...([name, staged, outcome, lacking(name, staged.scene, person)] as const),
          person.staff.role,
        );
      }
    });

    it('from a second tab, which has seen nothing of the first', async () => {
      // A code that was sent is held in the memory of the page that sent it, and nowhere else.
      if (name === 'verifyContact') return;
      for (const person of PEOPLE) {
        const staged = await stage(name, person);
        const second = makeProduct(undefined, { besides: staged.product });
        signIn(second, person);
        const outcome = await call(second.services, name, staged.input);
        const seen = name === 'saveContact' || name === 'saveSettings' ? second : staged.product;
        await expectOutcome(
          ...([name, { ...staged, product: seen }, outcome] as const),
          ...([lacking(name, staged.scene, person), person.staff.role] as const),
        );
      }
    });

    it('signed out: refused, though the form was filled in before', async () => {
      for (const person of PEOPLE) {
        const staged = await stage(name, person);
        staged.product.host.session.set(null);
        const outcome = await call(staged.product.services, name, staged.input);
        await expectOutcome(
          ...([name, staged, outcome, { code: 'signed-out' }, person.staff.role] as const),
        );
      }
    });

    it('with another patient open meanwhile: refused where it is about a patient', async () => {
      for (const person of PEOPLE) {
        const staged = await stage(name, person);
        staged.product.host.currentPatient.set(TOMASZ);
        const outcome = await call(staged.product.services, name, staged.input);
        const isAbout = COMMANDS[name].about === 'patient';
        const against =
          lacking(name, staged.scene, person) ??
          (isAbout ? ({ code: 'another-patient' } as const) : undefined);
        await expectOutcome(name, staged, outcome, against, person.staff.role);
      }
    });
  });
}

/** Every way by which the host itself starts a command, as the manifest has it. */
const { commands, keybindings, menus } = manifest.contributes;
const WAYS = [
  ...commands.map(({ command }) => [command, 'its id, called directly'] as const),
  ...keybindings.map(({ command, key }) => [command, `the keys ${key}`] as const),
  ...Object.entries(menus).flatMap(([menu, items]) =>
    items.map(({ command }) => [command, `the menu ${menu}`] as const),
  ),
];

describe('a command of the host’s own', () => {
  before(() => loadWords('hostCommands'));

  it('is one of the list, or does nothing to any record', () => {
    const others = WAYS.filter(([id]) => nameOf(id) === undefined).map(([id]) => id);
    expect([...new Set(others)]).to.deep.equal([CommandId.refresh]);
  });

  for (const [id, way] of WAYS) {
    const name = nameOf(id);
    it(`does what each may, and says why not: ${id} by ${way}`, async () => {
      for (const person of PEOPLE) {
        const who = person.staff.role;
        const staged = await stage(name ?? 'saveSettings', person);
        const { host, services } = staged.product;
        host.answer = words('hostCommands').yes;
        await runCommand(id as CommandId, host, services);
        const [told = ''] = host.notices.slice(-1);
        if (name === undefined) {
          expect(await state(staged.product), who).to.deep.equal(staged.before);
          continue;
        }
        const sees = person.permissions.includes(Permission.view);
        if (sees) {
          // A notice may be read when somebody else is open, so it names the patient.
          const named = words('hostCommands').refused('MORGAN, Siân (Mrs)', '');
          const message = told.replace(/^\w+: /, '').replace(named, '');
          expect(told.startsWith('info:') || told.includes(named), told).to.equal(true);
          const outcome = told.startsWith('info:') ? { isDone: true } : { isDone: false, message };
          await expectOutcome(name, staged, outcome, lacking(name, staged.scene, person), who);
        } else {
          // Nothing of the patient was read, so there was nothing to ask the command for.
          expect(told, who).to.equal(`error: ${words('views').tab.notPermitted}`);
          expect(await state(staged.product), who).to.deep.equal(staged.before);
          expect((await auditTrail(staged.product)).length, who).to.equal(staged.rowsBefore);
        }
      }
    });

    it(`tells who is signed out, or has another patient open: ${id} by ${way}`, async () => {
      if (name === undefined) return;
      const [person] = PEOPLE;
      if (person === undefined) throw new Error('Nobody is there.');
      const staged = await stage(name, person);
      const { host, services } = staged.product;
      host.session.set(null);
      await runCommand(id as CommandId, host, services);
      expect(host.notices.at(-1)).to.equal(`error: ${words('hostCommands').signIn}`);
      signIn(staged.product, person);
      host.currentPatient.set(TOMASZ);
      host.answer = words('hostCommands').yes;
      await runCommand(id as CommandId, host, services);
      // It is about whoever is open when it is started: never about the patient of before.
      expect(await state(staged.product)).to.deep.equal(staged.before);
    });
  }
});

function nameOf(id: string): Name | undefined {
  const name = id.replace(/^onlineServices\./, '');
  return Object.hasOwn(COMMANDS, name) ? (name as Name) : undefined;
}
