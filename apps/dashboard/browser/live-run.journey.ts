import { expect, type Page } from '@playwright/test';

import { ask, longAnswer, longPrompt, readSteps, stepsOf, test } from './journey.ts';

/** Starts the long run and resolves when a few of its steps are there. */
const startLongRun = async (page: Page): Promise<void> => {
  await page.goto('/');
  await ask(page, longPrompt);
  await expect(stepsOf(page, 'tool-call').nth(2)).toContainText('ok');
};

const expectWhole = async (page: Page): Promise<void> => {
  await expect(stepsOf(page, 'answer')).toContainText(longAnswer);
  await expect(stepsOf(page, 'end')).toContainText('completed');
  await expect(stepsOf(page, 'tool-call')).toHaveCount(18);
  const steps = await readSteps(page);
  expect(new Set(steps).size).toBe(steps.length);
  const seqs = steps.map((step) => Number.parseInt(step, 10));
  expect(seqs).toEqual(seqs.toSorted((left, right) => left - right));
};

test('a reload in the middle loses and doubles nothing', async ({ home }) => {
  await startLongRun(home);
  await home.reload();
  await expect(home.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expectWhole(home);
  const live = await readSteps(home);
  await home.reload();
  await expectWhole(home);
  expect(await readSteps(home)).toEqual(live);
});

test('a second browser joins in the middle and sees the same', async ({ home, browser, session, server }) => {
  await startLongRun(home);
  const context = await browser.newContext({ storageState: session, baseURL: server.url });
  const second = await context.newPage();
  await second.goto(home.url());
  await Promise.all([expectWhole(home), expectWhole(second)]);
  expect(await readSteps(second)).toEqual(await readSteps(home));
  await context.close();
});

test('stop ends the run and keeps what happened', async ({ home }) => {
  await startLongRun(home);
  await home.getByRole('button', { name: 'Stop' }).click();
  await expect(stepsOf(home, 'end')).toContainText('cancelled');
  await expect(stepsOf(home, 'tool-call').first()).toContainText('1 + 1 = 2');
  await expect(home.getByRole('button', { name: 'Ask again' })).toBeVisible();
});

test('a hidden tab closes its stream and catches up when it is seen again', async ({ home }) => {
  await startLongRun(home);
  const setVisibility = (state: string): Promise<void> =>
    home.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  const closed = home.waitForEvent('requestfailed', (request) => request.url().includes('runs.watch'));
  await setVisibility('hidden');
  await closed;
  const opened = home.waitForRequest((request) => request.url().includes('runs.watch'));
  await setVisibility('visible');
  expect(decodeURIComponent((await opened).url())).toMatch(/"lastEventId":"[1-9]\d+"/);
  await expectWhole(home);
});

test('a killed server comes back, and the page goes on without a gap', async ({ home, server }) => {
  await startLongRun(home);
  await server.kill();
  await expect(home.getByText('Reconnecting')).toBeVisible();
  await server.start();
  await expect(home.getByText('Live', { exact: true })).toBeVisible();
  await expectWhole(home);
  await expect(stepsOf(home, 'resume')).toContainText('Resumed after a restart');
});

test('a run that does not exist is said so, with its code', async ({ home }) => {
  await home.goto('/?run=01a1f000-0000-7000-8000-000000000000');
  await expect(home.getByRole('alert')).toContainText('run.not-found');
});
