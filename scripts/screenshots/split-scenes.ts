import type { Locator, Page } from '@playwright/test';
import { dateOf } from '../../services/domain/calendar.ts';
import { type Desk, expect } from './desk.ts';
import { addAccount } from './full-practice.ts';
import { holdRequests } from './holding.ts';
import type { Stage } from './stage.ts';

const NEW_PRACTICE = 'A99969';

/** Who has an account at the old practice; the number says what became of it. */
const MOVERS = {
  Pritchard: 91,
  'Wójcik-Brzęczkowski': 98,
  Entwhistle: 93,
  Brackenbury: 94,
  Callister: 95,
  Reed: 96,
  'Ramanujan-Shaw': 92,
  Dunmore: 86,
  Trần: 85,
  Ashgrove: 84,
  'Nightingale-Frost': 88,
} as const;
const OF = 100;

const LIST = [
  '999 000 0018',
  '999 000 0026; Wójcik-Brzęczkowski',
  'Dr Farrow’s patients',
  '999 000 0018',
  '999 000 0027',
  '999 000 9988',
];

/** A practice splits: what the old one sees, and then the new one. */
export async function split(stage: Stage): Promise<void> {
  const { desk, record } = stage;
  for (const [family, number] of Object.entries(MOVERS)) {
    const { id: patientRef = '' } = await record.patient(family);
    await addAccount(record, { patientRef, number, of: OF });
  }
  await record.changePatient(await record.patient('Reed'), { deceasedBoolean: true });
  const { id: patientRef = '' } = await record.patient('Callister', '', NEW_PRACTICE);
  const there = { practiceId: NEW_PRACTICE, number: 80, of: OF };
  await addAccount(record, { patientRef, ...there });
  await desk.signInAs('Practice manager');
  await lookOut(stage);
  await handOver(stage);
  await onTheWay(stage);
  await movedTick(stage);
  await transferIn(stage);
}

async function lookOut({ studio, desk }: Stage): Promise<void> {
  const { page } = desk;
  const view = viewOf(page);
  await openSplit(page);
  await studio.takeEveryWay(page, 'split', view);
  await button(view, 'Look who would go').click();
  await expect(view.getByText('Type the code of the new practice.').first()).toBeVisible();
  await studio.take(page, 'split-code-missing', section(view, 'out'));

  await view.getByLabel('Code of the new practice').fill('a99969');
  await view.getByLabel('Name of the new practice').fill('Brook Lane Surgery');
  const today = dateOf(new Date().toISOString());
  await view.getByLabel('Day of the split or merge', { exact: true }).fill(today);
  await view.getByLabel('Patients of a list').check();
  await view.getByLabel('Patient numbers').fill(LIST.join('\n'));
  await button(view, 'Look who would go').click();
  await expect(view.getByText('4 lines were not taken')).toBeVisible();
  await expect(section(view, 'out').getByText('2 accounts would go')).toBeVisible();
  await studio.takeEveryWay(page, 'split-list', section(view, 'out'));

  await view.getByLabel('Everybody with an account').check();
  // Accounts are still being fetched at first.
  await expect(async () => {
    await button(view, 'Look who would go').click();
    await expect(section(view, 'out').getByText('9 accounts would go')).toBeVisible({
      timeout: 2000,
    });
  }).toPass({ timeout: 30_000 });
  await view.getByText(/recorded as deceased.*\(1\)/).click();
  await expect(view.getByText('REED, Tess')).toBeVisible();
  await studio.takeEveryWay(page, 'split-out', section(view, 'out'));
  await studio.take(page, 'split-checklist', section(view, 'checklist'));
}

async function handOver({ studio, desk, record }: Stage): Promise<void> {
  const { page } = desk;
  const view = viewOf(page);
  const jobs = section(view, 'jobs');
  const letGo = await holdRequests(page, (request) => request.method() !== 'GET', 4);
  // Between the look and the hand-over somebody died.
  await record.changePatient(await record.patient('Trần'), { deceasedBoolean: true });
  await button(view, 'Hand over 9 accounts').click();
  await expect(jobs).toContainText('Running');
  await expect(jobs).toContainText('to go');
  await studio.take(page, 'split-running', jobs);
  await jobs.getByRole('button', { name: /^Pause/ }).click();
  letGo();
  await expect(jobs).toContainText('Paused');
  await studio.take(page, 'split-paused', jobs);
  await jobs.getByRole('button', { name: /^Resume/ }).click();
  await expect(jobs).toContainText('Finished');
  await jobs.getByRole('button', { name: /^Compare/ }).click();
  await expect(jobs).toContainText('it came otherwise');
  await jobs.locator('details').first().locator('summary').click();
  await expect(jobs.getByText('TRẦN')).toBeVisible();
  await studio.takeEveryWay(page, 'split-differences', jobs);
}

async function onTheWay({ studio, desk }: Stage): Promise<void> {
  const { page } = desk;
  const view = viewOf(page);
  const way = section(view, 'way');
  await expect(way.getByRole('listitem')).toHaveCount(8);
  await studio.take(page, 'split-on-the-way', way);
  await way
    .getByRole('button', { name: /^Take back/ })
    .first()
    .click();
  await studio.take(page, 'dialog-take-back', desk.dialog);
  await desk.closeDialog();
}

/** Beside the tick of the account it says where its patient has gone, and how that is undone. */
async function movedTick({ studio, desk }: Stage): Promise<void> {
  await desk.openOnlineServices('Entwhistle');
  const services = desk.tab.locator('os-services-section');
  await expect(services).toContainText('Brook Lane Surgery');
  await studio.takeEveryWay(desk.page, 'split-moved-tick', services);
}

async function transferIn({ studio, desk }: Stage): Promise<void> {
  const { page } = desk;
  const view = viewOf(page);
  const arrived = section(view, 'in');
  await sitAtNewPractice(desk);
  await openSplit(page);
  await expect(async () => {
    await button(view, 'Look what has arrived').click();
    await expect(arrived.getByText('4 accounts would be taken in.')).toBeVisible({ timeout: 2000 });
    await expect(arrived.getByText('1 of these has an account here')).toBeVisible({
      timeout: 2000,
    });
  }).toPass({ timeout: 30_000 });
  await studio.takeEveryWay(page, 'split-in', arrived);

  const other = arrived.getByRole('article', { name: /ENTWHISTLE/i });
  await studio.take(page, 'split-comparison', other);
  await other.getByRole('button', { name: 'It is this patient…' }).click();
  await studio.take(page, 'dialog-match-transfer', desk.dialog);
  await desk.closeDialog();

  const nobody = arrived.getByRole('article', { name: /ASHGROVE/i });
  await nobody.getByText('Give back…').click();
  await nobody.getByRole('button', { name: /^Give back/ }).click();
  await expect(nobody.getByText('Choose why it is given back.').first()).toBeVisible();
  await studio.takeEveryWay(page, 'split-give-back', nobody);

  await button(view, 'Take in 4 accounts').click();
  const jobs = section(view, 'jobs');
  await expect(jobs).toContainText('Finished');
  await studio.take(page, 'split-taken-in', jobs);
}

async function openSplit(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Front screen' }).click();
  await page.getByRole('link', { name: 'Practice split and merge' }).click();
  await expect(viewOf(page).getByRole('heading', { name: 'Transfer out' })).toBeVisible();
  await expect(
    viewOf(page)
      .getByText('Nothing is handed over')
      .or(viewOf(page).getByText('handed over and not taken in.')),
  ).toBeVisible();
}

async function sitAtNewPractice(desk: Desk): Promise<void> {
  const practice = desk.page.getByLabel('Practice', { exact: true });
  const label = await practice.locator('option', { hasText: 'Brook Lane Surgery' }).textContent();
  await practice.selectOption({ label: label ?? '' });
  const staff = desk.page.getByLabel('Signed in').locator('option', { hasText: 'Graham Oakley' });
  await expect(staff).toHaveCount(1);
  await desk.changeSettings(async (page) => {
    await page.getByLabel('Activate Online Services').check();
  });
  await desk.signInAs('Practice manager');
}

function viewOf(page: Page): Locator {
  return page.locator('os-practice-split');
}

function section(view: Locator, id: string): Locator {
  return view.locator(`section[aria-labelledby="${id}"]`);
}

function button(view: Locator, name: string): Locator {
  return view.getByRole('button', { name, exact: true });
}
