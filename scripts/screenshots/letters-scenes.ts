import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { type Desk, expect } from './desk.ts';
import { addIdentified } from './full-practice.ts';
import { holdRequests } from './holding.ts';
import { showLetter } from './letter-codes.ts';
import type { Stage } from './stage.ts';

const PATIENTS = 26;

/** Accounts for many, and their letters in batches: looked at first, printed, in doubt, printed once more. */
export async function letters(stage: Stage): Promise<void> {
  const { desk, record } = stage;
  await addIdentified(record, PATIENTS);
  await desk.signInAs('Practice manager');
  await createForMany(stage);
  await printInBatches(stage);
  await inDoubt(stage);
  await printOnceMore(stage);
}

async function createForMany({ studio, desk }: Stage): Promise<void> {
  const { page } = desk;
  const work = workOf(page);
  await openAccounts(page);
  await page.getByRole('button', { name: /^No account yet/ }).click();
  await expect(page.getByRole('button', { name: 'Look again' })).toBeVisible();
  await page.getByRole('button', { name: /^Choose all \d/ }).click();
  await work.getByRole('button', { name: 'Create accounts…' }).click();
  await studio.take(page, 'many-create', work);
  await work.getByRole('button', { name: 'Look who would be done' }).click();
  await expect(work.locator('#todo')).toBeVisible();
  await work
    .getByText(/under 16.*\(\d+\)/)
    .first()
    .click();
  await studio.takeEveryWay(page, 'many-create-looked', planning(work));
  const letGo = await holdRequests(page, (request) => request.url().includes('/Patient/'), 3);
  await work.getByRole('button', { name: /^Create \d+ accounts$/ }).click();
  const job = work.getByRole('article', { name: 'Create accounts' });
  await expect(job).toContainText('Running');
  await studio.take(page, 'many-running', job);
  letGo();
  await expect(job).toContainText('Finished');
  await expect(page.getByRole('button', { name: 'Changes not sent yet, 0' })).toBeVisible();
  await studio.take(page, 'many-created', job);
}

async function printInBatches({ studio, desk }: Stage): Promise<void> {
  const { page } = desk;
  const work = workOf(page);
  await work.getByRole('button', { name: /^Print these letters/ }).click();
  await work.getByLabel('Letters in a batch').selectOption('10');
  await studio.take(page, 'many-print', planning(work));
  await work.getByRole('button', { name: 'Look who would be done' }).click();
  await expect(work.locator('#todo')).toContainText('batches');
  await studio.take(page, 'many-print-looked', planning(work));
  await work.getByRole('button', { name: /^Print \d+ letters$/ }).click();
  await expect(printer(page)).toBeVisible();
  await studio.take(page, 'many-print-asked', 'screen');
  await print(page);
  const job = printing(work);
  await expect(job).toContainText('10 done');
  await expect(printer(page)).toBeVisible();
  await takeCover(studio, desk);
}

/** The list that lies in front of the letters. */
async function takeCover(studio: Stage['studio'], { page }: Desk): Promise<void> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Open printed letter' }).dispatchEvent('click');
  const pdf = await readFile(await (await download).path());
  const reading = await page.context().newPage();
  await showLetter(reading, pdf);
  await studio.take(reading, 'many-cover', 'page');
  await reading.close();
}

/** The program is closed while a batch is with the printer. */
async function inDoubt({ studio, desk }: Stage): Promise<void> {
  const { page } = desk;
  await page.goto('about:blank');
  await page.goto('/');
  await desk.signInAs('Practice manager');
  await openAccounts(page);
  const job = printing(workOf(page));
  await expect(job).toContainText('may have been printed');
  await studio.takeEveryWay(page, 'many-in-doubt', job);
  await job.getByRole('button', { name: /^Resume/ }).click();
  await expect(job).toContainText('Paused');
  await job.getByRole('button', { name: /^Resume/ }).click();
  await expect(job).toContainText('Finished');
  await job.getByRole('button', { name: /^Report/ }).click();
  await expect(job.getByRole('list', { name: 'Batches' })).toBeVisible();
  await studio.takeEveryWay(page, 'many-report', job);
}

async function printOnceMore({ studio, desk }: Stage): Promise<void> {
  const { page } = desk;
  const work = workOf(page);
  await printing(work).getByRole('button', { name: 'Print once more…: batch 2' }).click();
  await expect(work.locator('#todo')).toBeVisible();
  await studio.take(page, 'many-print-again', planning(work));
}

async function openAccounts(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Front screen' }).click();
  await page.getByRole('link', { name: 'Accounts of the practice' }).click();
  await expect(page.getByRole('button', { name: /^All accounts, \d/ })).toBeVisible();
}

function workOf(page: Page): Locator {
  return page.locator('os-bulk-work');
}

function planning(work: Locator): Locator {
  return work.locator('section[aria-labelledby="planning"]');
}

function printing(work: Locator): Locator {
  return work.getByRole('article', { name: 'Print letters', exact: true });
}

function printer(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Print' });
}

async function print(page: Page): Promise<void> {
  await printer(page).getByRole('button', { name: 'Print', exact: true }).click();
}
