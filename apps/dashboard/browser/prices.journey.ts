import { expect, test as base, type Locator, type Page } from '@playwright/test';

import { expectClean } from './expect-clean.ts';
import { ask, stepsOf } from './journey.ts';
import { startModelServer } from './model-server.ts';
import { signIn } from './sign-in.ts';
import { startServer } from './start-server.ts';

interface Fixtures {
  /** A page of a server whose environment connects a server with one model, and OpenAI at an address where nothing answers. */
  readonly home: Page;
}

const test = base.extend<Fixtures>({
  home: async ({ browser }, use) => {
    const chat = await startModelServer({ models: ['small'] });
    const openai = { OPENAI_API_KEY: 'sk-environment-0123456789', OPENAI_BASE_URL: 'http://127.0.0.1:9' };
    const server = await startServer({ env: { API_BASE_URL: chat.url, MODEL: 'small', ...openai } });
    const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server) });
    await use(await context.newPage());
    await context.close();
    await server.dispose();
    await chat.close();
  },
});

test.describe.configure({ timeout: 90_000 });

const small = 'openai-compatible/small';

const rowOf = (page: Page, id: string): Locator =>
  page.getByRole('table', { name: 'Models' }).getByRole('row').filter({ hasText: id });

const openPrice = async (page: Page, id: string): Promise<Locator> => {
  await page.goto('/settings/models');
  await rowOf(page, id)
    .getByRole('button', { name: `Set price of ${id}` })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Set price' });
  await expect(dialog.getByLabel('Input', { exact: true })).toBeFocused();
  return dialog;
};

/** Asks the model in a new conversation, and opens the run. */
const run = async (page: Page): Promise<Locator> => {
  await page.goto('/playground');
  await ask(page, 'Hello');
  await expect(stepsOf(page, 'answer')).toContainText('Hello from small.');
  await page.getByRole('link', { name: 'Open run' }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  return page.getByRole('main');
};

test('an unpriced model gets a price, a run costs what its lines say, and it is unpriced again', async ({ home }) => {
  await expect(await run(home)).toContainText('no price');

  const dialog = await openPrice(home, small);
  await expect(dialog).toContainText('its calls are counted as unpriced');
  await dialog.getByLabel('Input', { exact: true }).fill('1,25');
  await dialog.getByRole('button', { name: 'Save price' }).click();
  await expect(dialog.getByText('Enter dollars, such as 1.25.')).toBeVisible();
  await expect(dialog.getByText('Output is needed; 0 when it is free.')).toBeVisible();
  await dialog.getByLabel('Input', { exact: true }).fill('20000');
  await dialog.getByLabel('Output', { exact: true }).fill('2');
  await dialog.getByRole('button', { name: 'Save price' }).click();
  await expect(dialog.getByText('Input must be at most 10,000, in US dollars.')).toBeVisible();
  await expectClean(home);
  await dialog.getByLabel('Input', { exact: true }).fill('0.5');
  await home.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(rowOf(home, small)).toContainText('own price');
  await expect(rowOf(home, small)).toContainText('$0.50');
  await expectClean(home);

  const page = await run(home);
  await page.getByRole('button', { name: '$0.0007000' }).click();
  const lines = home.getByRole('dialog', { name: 'Cost by model call' });
  await expect(lines).toContainText('Input: 1,000 × $0.5000 a million');
  await expect(lines).toContainText('Output: 100 × $2.00 a million');

  const again = await openPrice(home, small);
  await expect(again.getByRole('region', { name: 'Own prices so far' })).toContainText('Input $0.50 · Output $2.00');
  await again.getByRole('button', { name: 'Leave it unpriced again' }).click();
  await expect(again).toBeHidden();
  await expect(rowOf(home, small)).toContainText('no price');
  await expect(await run(home)).toContainText('no price');
});

test('an unpriced model gets a price from an earlier day, and history is repriced', async ({ home }) => {
  await expect(await run(home)).toContainText('no price');
  const runUrl = home.url();

  const dialog = await openPrice(home, small);
  await dialog.getByLabel('Input', { exact: true }).fill('0.5');
  await dialog.getByLabel('Output', { exact: true }).fill('2');
  const earlier = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Valid from').fill(earlier);
  await dialog.getByRole('button', { name: 'Save price' }).click();

  const repricing = home.getByRole('dialog', { name: 'Reprice history' });
  await expect(repricing.getByLabel('Runs from')).toHaveValue(earlier);
  await expect(repricing.getByLabel('Runs from')).toBeFocused();
  await expect(repricing.getByRole('combobox', { name: 'Model' })).toHaveText(small);
  await home.keyboard.press('Enter');
  await expect(repricing.getByRole('status')).toHaveText('To change: 1 run.');
  const row = repricing.getByRole('table', { name: 'Cost by model' }).getByRole('row').filter({ hasText: small });
  await expect(row).toContainText('1 call unpriced');
  await expect(row).toContainText('+$0.0007000');
  await expectClean(home);
  await repricing.getByRole('button', { name: 'Reprice 1 run' }).click();
  await expect(repricing.getByRole('status')).toHaveText('Repriced: 1 run.');
  await home.keyboard.press('Escape');
  await expect(repricing).toBeHidden();

  await home.goto(runUrl);
  await home.getByRole('main').getByRole('button', { name: '$0.0007000' }).click();
  const lines = home.getByRole('dialog', { name: 'Cost by model call' });
  await expect(lines).toContainText('steps show what they were booked at');
  await expect(lines).toContainText('no price');
  await home.goto('/');
  await expect(home.getByRole('main')).toContainText('$0.0007000');

  await home.setViewportSize({ width: 390, height: 844 });
  await home.goto('/settings/models');
  await home.getByRole('button', { name: 'Reprice history' }).click();
  await repricing.getByRole('button', { name: 'Preview' }).click();
  await expect(repricing.getByRole('status')).toHaveText('Nothing to change.');
  await expectClean(home);
});

test('a model that no list has: its own price beside the shipped one, and the shipped one again', async ({ home }) => {
  const id = 'openai/gpt-5.1';
  await home.setViewportSize({ width: 390, height: 844 });
  await home.goto('/settings/models');
  await expect(rowOf(home, small)).toBeVisible();
  await home.getByRole('button', { name: 'Price another model' }).click();
  const naming = home.getByRole('dialog', { name: 'Price another model' });
  await naming.getByRole('combobox', { name: 'Provider' }).click();
  await home.getByRole('option', { name: 'OpenAI', exact: true }).click();
  await naming.getByLabel('Model').fill('gpt-5.1');
  await home.keyboard.press('Enter');
  const dialog = home.getByRole('dialog', { name: 'Set price' });
  await expect(dialog.getByLabel('Input', { exact: true })).toHaveValue('1.25');
  await expect(dialog.getByText('Shipped: $1.25')).toBeVisible();
  await expectClean(home);
  await dialog.getByLabel('Input', { exact: true }).fill('1');
  await dialog.getByRole('button', { name: 'Save price' }).click();
  await expect(rowOf(home, id)).toContainText('$1.00 in · $10.00 out');
  await expectClean(home);

  const again = await openPrice(home, id);
  await again.getByRole('button', { name: 'Use the shipped price again' }).click();
  await expect(rowOf(home, id)).toHaveCount(0);
});
