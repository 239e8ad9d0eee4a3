import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, type Locator, type Page } from '@playwright/test';

import { stepsOf } from './journey.ts';
import { withOwnServer } from './with-own-server.ts';

const test = withOwnServer();

/** An override of the direction of writing that is never taken back, and a letter under a thousand accents. */
const overridden = 'What is 1 + 2, pay\u202Eroll\u200D?';
const stacked = `What is 1 + 3, a${'\u0301'.repeat(1000)}?`;
const markup = '<img src=x onerror=alert(document.cookie)><script>alert(2)</script>';

const start = async (page: Page, message: string): Promise<string> => {
  const { origin } = new URL(page.url());
  const response = await page.request.post('/trpc/runs.start', { data: { message }, headers: { origin } });
  return (await response.text()).match(/"runId":"(?<id>[\w-]+)"/)?.groups?.['id'] ?? '';
};

const heightOf = async (row: Locator): Promise<number> => (await row.boundingBox())?.height ?? 0;

/** The direction of writing of the element that holds the text, and whether it ends there. */
const readDirection = (text: Locator): Promise<readonly [string | null, string]> =>
  text.evaluate((element) => {
    const own = element.closest('[dir]') ?? element;
    return [own.getAttribute('dir'), getComputedStyle(own).unicodeBidi];
  });

test('text in another direction stays in its place, and rows keep their height', async ({ home }) => {
  await home.goto('/settings');
  for (const message of ['What is 1 + 1?', overridden, stacked]) await start(home, message);
  await home.goto('/runs');
  const rows = home.locator('tr[data-run]');
  await expect(rows).toHaveCount(3);
  const row = (words: string): Locator => rows.filter({ hasText: words });
  const usual = await heightOf(row('1 + 1'));
  expect(await heightOf(row('1 + 2'))).toBe(usual);
  expect(await heightOf(row('1 + 3'))).toBe(usual);
  const isolated = ['auto', 'isolate'];
  expect(await readDirection(row('1 + 2').getByText('1 + 2').first())).toEqual(isolated);

  const runId = (await row('1 + 2').getAttribute('data-run')) ?? '';
  await home.goto(`/runs/${runId}`);
  expect(await readDirection(home.getByRole('heading', { level: 1 }))).toEqual(isolated);
  expect(await readDirection(stepsOf(home, 'request').getByText('1 + 2'))).toEqual(isolated);
});

test('markup in what people ask, what tools give and what models answer is text', async ({ home, server }) => {
  const dialogs: string[] = [];
  home.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await home.goto('/runs');
  await start(home, 'List files');
  const files = join(server.dataDir, 'files');
  await expect.poll(() => existsSync(files) && readdirSync(files).length).toBe(1);
  const [workspace = ''] = readdirSync(files);
  writeFileSync(join(files, workspace, 'page.html'), markup);
  const runId = await start(home, `Read file page.html ${markup}`);
  await home.goto(`/runs/${runId}`);
  await expect(stepsOf(home, 'answer')).toBeVisible();
  await expect(stepsOf(home, 'tool-call')).toContainText(markup);
  await expect(stepsOf(home, 'request')).toContainText(markup);
  await expect(home.locator('main :is(img, script, [onerror])')).toHaveCount(0);
  await expect(home).toHaveTitle(/Signalbox/);
  expect(dialogs).toEqual([]);
});
