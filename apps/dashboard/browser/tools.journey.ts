import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base, type Page } from '@playwright/test';

import { signIn } from './sign-in.ts';
import { startServer } from './start-server.ts';

/** A page of a server whose tools folder holds a file that can't be used. */
const test = base.extend<{ page: Page }>({
  page: async ({ browser }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-tools-'));
    writeFileSync(join(folder, 'half.tool.ts'), 'export const half = ');
    const server = await startServer({ env: { SIGNALBOX_TOOLS_DIR: folder } });
    const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server) });
    await use(await context.newPage());
    await context.close();
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  },
});

test.describe.configure({ timeout: 90_000 });

/** Asks without a page, and resolves when the list of runs shows what came of it. */
const askAndRead = async (page: Page, message: string, answer: RegExp): Promise<void> => {
  const headers = { origin: new URL(page.url()).origin };
  const started = await page.request.post('/trpc/runs.start', { data: { message }, headers });
  expect(started.ok(), await started.text()).toBe(true);
  await page.goto('/runs');
  await expect(page.getByRole('row').filter({ hasText: message })).toContainText(answer);
};

test('a tool that is switched off is out of reach of the next run, and back after undo', async ({ page }) => {
  await page.goto('/tools');
  await expect(page.getByText('half.tool.ts')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search tools' }).fill('arithmetic');
  await expect(page.getByRole('link', { name: 'Calculator' })).toBeVisible();
  const toggle = page.getByRole('switch', { name: 'Agents may use Calculator' });
  await toggle.click();
  await expect(toggle).not.toBeChecked();
  await expect(page.getByText('Calculator is switched off')).toBeVisible();
  await expect(page.getByText(/New calls stop at once.* loses? it\./)).toBeVisible();

  await askAndRead(page, 'What is 5 + 10?', /calculator/i);

  await page.goto('/tools/calculator');
  await page.getByRole('switch', { name: 'Off' }).click();
  await expect(page.getByText('Calculator is switched on')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('switch', { name: 'Off' })).toBeVisible();
  await page.getByRole('switch', { name: 'Off' }).click();
  await expect(page.getByRole('switch', { name: 'On' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('switch', { name: 'On' })).toBeChecked();
  await askAndRead(page, 'What is 6 + 10?', /The result is 16\./);
});

test('trying a tool: its answer, the faults it finds at their fields, and the tries of the visit', async ({ page }) => {
  await page.goto('/tools/calculator');
  const form = page.getByRole('region', { name: 'Try it' });
  await form.getByRole('combobox', { name: 'operation' }).click();
  await page.getByRole('option', { name: 'multiply' }).click();
  await form.getByLabel('x', { exact: true }).fill('6');
  await form.getByLabel('y', { exact: true }).fill('seven');
  await expect(form.getByText('Must be a number.')).toBeVisible();
  await form.getByRole('button', { name: 'Run it' }).click();
  await expect(form.getByLabel('y', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await form.getByLabel('y', { exact: true }).fill('7');
  await form.getByRole('button', { name: 'Run it' }).click();
  await expect(form.getByText('6 * 7 = 42')).toBeVisible();
  await form.getByLabel('expression').fill('1 + 1');
  await form.getByRole('button', { name: 'Run it' }).click();
  await expect(form.getByRole('alert')).toContainText('give either operation, x and y, or expression');
  await form.getByLabel('expression').fill('');
  await form.getByLabel('y', { exact: true }).fill('8');
  await form.getByRole('button', { name: 'Run it' }).click();
  await expect(form.getByText('6 * 8 = 48')).toBeVisible();
  await form.getByText('#1').click();
  await form.getByRole('button', { name: 'Use these arguments again' }).last().click();
  await expect(form.getByLabel('y', { exact: true })).toHaveValue('7');
});

test('its calls lead to their steps and come by themselves; its description can be changed', async ({ page }) => {
  await page.goto('/tools/calculator');
  await expect(page.getByText('No calls yet')).toBeVisible();
  const message = { message: 'What is 5 + 10?' };
  const headers = { origin: new URL(page.url()).origin };
  const started = await page.request.post('/trpc/runs.start', { data: message, headers });
  expect(started.ok()).toBe(true);
  const calls = page.getByRole('table', { name: 'Recent calls' });
  await expect(calls.getByRole('link')).toHaveCount(1);
  await page.request.post('/trpc/runs.start', { data: message, headers });
  await page.getByRole('button', { name: '1 new, show' }).click();
  await expect(calls.getByRole('link')).toHaveCount(2);

  await page.getByRole('button', { name: 'Edit description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('Sums of this house.');
  await page.getByRole('button', { name: 'Save description' }).click();
  await expect(page.getByText('Sums of this house.')).toBeVisible();
  await page.getByRole('button', { name: 'Edit description' }).click();
  await page.getByRole('button', { name: 'Return to the tool’s own' }).click();
  await expect(page.getByText(/Performs basic arithmetic/)).toBeVisible();
  await page.getByRole('tab', { name: 'JSON Schema' }).click();
  await expect(page).toHaveURL(/view=schema/);
  await expect(page.getByText('"additionalProperties"')).toBeVisible();

  await page.getByRole('combobox', { name: 'Outcome' }).click();
  await page.getByRole('option', { name: 'error' }).click();
  await expect(page.getByText('No call ended with error')).toBeVisible();
  await page.getByRole('button', { name: 'Show any outcome' }).click();
  await calls.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}\?step=\d+$/);
});

test('a tool that does not exist says so', async ({ page }) => {
  for (const name of ['no_such_tool', 'No-Name']) {
    await page.goto(`/tools/${name}`);
    await expect(page.getByRole('heading', { name: 'There is no tool of this name' })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Open tools' }).click();
  await expect(page.getByRole('heading', { name: 'Tools', level: 1 })).toBeVisible();
});
