import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base, type Browser, type Page } from '@playwright/test';
import type { ServerProcess } from '@signalbox/testing/server-process';

import { signIn } from './sign-in.ts';
import { startServer } from './start-server.ts';

const ledgerTools = join(import.meta.dirname, '../../../packages/testing/src/ledger');
interface Crashed {
  readonly server: ServerProcess;
  readonly page: Page;
  /** Starts runs that each write into the ledger, and kills the server in the middle; resolves when it is back. */
  readonly cutOff: (...values: string[]) => Promise<void>;
  /** The lines of the ledger that were written to their end. */
  readonly readApplied: () => string[];
}

const openPage = async (browser: Browser, server: ServerProcess): Promise<Page> => {
  const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server) });
  return context.newPage();
};

const test = base.extend<{ crashed: Crashed }>({
  crashed: async ({ browser }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-inbox-'));
    const ledger = join(folder, 'ledger.jsonl');
    // no call gets to its effect before the crash
    const heldBy = join(folder, 'held');
    const env = { SIGNALBOX_TOOLS_DIR: ledgerTools, PROVIDER_LEDGER: join(folder, 'provider.jsonl') };
    const server = await startServer({ program: 'prove/servers/held-server.ts', env });
    const page = await openPage(browser, server);
    const readLines = (): string[] => (existsSync(ledger) ? readFileSync(ledger, 'utf8').trimEnd().split('\n') : []);
    const cutOff = async (...values: string[]): Promise<void> => {
      const begun = readLines().length;
      writeFileSync(heldBy, '');
      for (const value of values) {
        const call = { tool: 'ledger_write', arguments: { ledger, value, heldBy } };
        const message = JSON.stringify({
          run: value,
          turns: [{ calls: [call] }, { text: `All about ${value} is done.` }],
        });
        const data = { message, model: 'scripted/any' };
        const started = await page.request.post('/trpc/runs.start', { data, headers: { origin: server.url } });
        expect(started.ok(), await started.text()).toBe(true);
      }
      await expect.poll(() => readLines().length).toBe(begun + values.length);
      await server.kill();
      rmSync(heldBy);
      await server.start();
    };
    const readApplied = (): string[] => readLines().filter((line) => line.includes('"applied"'));
    await use({ server, page, cutOff, readApplied });
    await page.context().close();
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  },
});

const cardOf = (page: Page, value: string) => page.getByRole('listitem').filter({ hasText: value });

test('calls that a crash cut off wait here: run again, happened, stopped; each run goes on as decided', async ({
  crashed: { page, cutOff, readApplied },
}) => {
  test.setTimeout(90_000);
  await page.goto('/inbox');
  await expect(page.getByText('Nothing waits for you')).toBeVisible();
  await cutOff('first-value', 'second-value', 'third-value');
  // The page that was open all the time hears of them by itself.
  await expect(page.getByRole('heading', { name: /Did\s*ledger_write\s*happen\?/ })).toHaveCount(3);
  await expect(page).toHaveTitle('3 waiting · Inbox · Signalbox');

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('[data-question]').nth(1)).toBeFocused();

  const first = cardOf(page, 'first-value');
  await first.getByLabel('Note').fill('Looked it up');
  await first.getByRole('button', { name: 'It did not, run it now' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Run ledger_write now?' });
  await expect(dialog).toContainText('it happens a second time');
  await dialog.getByRole('button', { name: 'Run it now' }).click();
  await expect(page.getByText('You decided: run it now')).toBeVisible();

  await cardOf(page, 'second-value').getByRole('button', { name: 'It happened' }).click();
  await expect(page.getByText('You decided: it happened')).toBeVisible();
  await cardOf(page, 'third-value').getByRole('button', { name: 'Stop the run' }).click();
  await expect(page.getByText('You decided: stop the run')).toBeVisible();
  await expect(page.getByText('Nothing waits for you')).toBeVisible();

  await expect.poll(() => readApplied().length).toBe(1);
  expect(readApplied()[0]).toContain('first-value');
  await page.goto('/runs');
  await expect(page.getByText('All about first-value is done.', { exact: true })).toBeVisible();
  await expect(page.getByText('All about second-value is done.', { exact: true })).toBeVisible();
  await expect(page.getByText('All about third-value is done.', { exact: true })).toBeHidden();
  await expect(page.getByRole('cell', { name: 'cancelled' })).toBeVisible();
});

test('a decision taken elsewhere shows; Enter opens the run at its step', async ({
  browser,
  crashed: { server, page, cutOff },
}) => {
  test.setTimeout(90_000);
  await cutOff('one-value', 'other-value');
  const other = await openPage(browser, server);
  await Promise.all([page, other].map((one) => one.goto('/inbox')));
  await expect(page.locator('[data-question]')).toHaveCount(2);
  await expect(cardOf(page, 'one-value')).toContainText('asked just now');
  await cardOf(other, 'one-value').getByRole('button', { name: 'It happened' }).click();
  await expect(page.getByText('Somebody decided already, or the run ended')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}\?step=\d+$/);
  await other.context().close();
});
