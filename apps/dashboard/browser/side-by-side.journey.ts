import { expect, type Locator, type Page } from '@playwright/test';

import { holdModels } from './hold-models.ts';
import { longAnswer, longMiddle, longPrompt, readSteps, stepsOf, test } from './journey.ts';

/** The agent of the test under way, with two versions: others must not find it changed. */
const twin = { name: '', tools: ['calculator'] };

const columnsOf = (page: Page): Locator =>
  page
    .getByRole('main')
    .getByRole('region')
    .filter({ has: moreOf(page) });

const moreOf = (page: Page): Locator => page.getByRole('button', { name: /^More for / });

const askAll = async (page: Page, message: string): Promise<void> => {
  const field = page.getByRole('textbox', { name: /^Ask/ });
  await field.fill(message);
  await field.press('Enter');
};

const answersOf = (column: Locator): Locator => column.locator('[data-step="answer"]');

const choose = async (column: Locator, item: string): Promise<void> => {
  await column.getByRole('button', { name: /^More for / }).click();
  await column.page().getByRole('menuitem', { name: item }).click();
};

/** What a column shows of the long run while it is held. */
const expectMiddle = async (column: Locator): Promise<void> => {
  await expect(column.locator('[data-step="tool-call"]').nth(3)).toContainText('ok');
  await expect(column.locator('[data-step="live"]')).toContainText(longMiddle.trim());
};

test.beforeEach(async ({ change }, { testId }) => {
  const slug = `twin-${testId.slice(-12)}`;
  twin.name = slug;
  await change('agents.create', { name: slug, slug, spec: { tools: twin.tools } });
  const spec = { tools: twin.tools, instructions: 'Be brief.' };
  await change('agents.createVersion', { agent: slug, spec, baseVersion: 1 });
});

test('four columns answer the same message, each in its own conversation that goes on', async ({ home }) => {
  const open = new Set<unknown>();
  home.on('request', (request) => void (request.url().includes('live.watch') && open.add(request)));
  home.on('requestfailed', (request) => void open.delete(request));
  home.on('requestfinished', (request) => void open.delete(request));
  await home.goto(`/playground?agent=${twin.name}`);
  await home.getByRole('link', { name: 'Side by side' }).click();
  const columns = columnsOf(home);
  await expect(columns).toHaveCount(2);
  await home.getByRole('button', { name: 'Add column' }).click();
  await expect(columns).toHaveCount(3);
  await home.getByRole('button', { name: 'Add column' }).click();
  await expect(home.getByRole('button', { name: 'Add column' })).toHaveAttribute('aria-disabled', 'true');
  const picker = columns.nth(1).getByRole('combobox', { name: 'Asks' });
  await picker.fill(`${twin.name} v1`);
  await home.getByRole('option', { name: `${twin.name} v1` }).click();
  await columns.nth(3).getByRole('combobox', { name: 'Asks' }).fill('Demo model');
  await home.getByRole('option', { name: 'Demo model' }).click();
  await expect(columns.nth(3)).toContainText('No instructions, no tools');

  await askAll(home, 'What is 12 * 12, then subtract 44?');
  for (const index of [0, 1, 2]) await expect(answersOf(columns.nth(index))).toContainText('The result is 100.');
  await expect(answersOf(columns.nth(3))).toContainText('The calculator is switched off');
  await expect(home.getByRole('button', { name: 'Stop all' })).toBeHidden();
  for (const column of await columns.all()) {
    await expect(column.locator('header')).toContainText(/[1-9][\d,]* tokens · \$0 · [\d.]+ m?s/);
  }
  await askAll(home, 'What is 2 + 3?');
  for (const index of [0, 1, 2]) {
    await expect(answersOf(columns.nth(index))).toHaveText([/The result is 100\./, /The result is 5\./]);
  }
  await expect(home.getByRole('button', { name: 'Stop all' })).toBeHidden();
  expect(open.size).toBe(1);

  await choose(columns.nth(1), 'Remove column');
  await expect(columns).toHaveCount(3);
  await expect(answersOf(columns.nth(1))).toHaveCount(2);
  await home.goBack();
  await expect(columns).toHaveCount(4);
  await choose(columns.nth(1), 'Open conversation');
  await expect(home).toHaveURL(/\/playground\/[0-9a-f-]{36}$/);
  await home.getByRole('link', { name: 'Open run' }).last().click();
  await expect(home.getByRole('main')).toContainText('v1');
});

test('a reload in the middle restores all columns, without a gap or double', async ({ home, server }) => {
  await home.goto(`/playground?columns=${twin.name},${twin.name}@1,${twin.name}@2,${twin.name}`);
  const goOn = holdModels(server, longMiddle);
  await askAll(home, longPrompt);
  const columns = columnsOf(home);
  for (const column of await columns.all()) await expectMiddle(column);
  await home.reload();
  await expect(home.getByRole('button', { name: 'Stop all' })).toBeVisible();
  await expect(columns).toHaveCount(4);
  for (const column of await columns.all()) await expectMiddle(column);
  goOn();
  for (const column of await columns.all()) {
    await expect(answersOf(column)).toContainText(longAnswer);
    await expect(column.locator('[data-step="tool-call"]')).toHaveCount(18);
  }
  const live = await readSteps(home);
  await home.reload();
  await expect(stepsOf(home, 'answer')).toHaveCount(4);
  expect(await readSteps(home)).toEqual(live);
});

test('one column is stopped, then all', async ({ home, server }) => {
  await home.goto(`/playground?columns=${twin.name},${twin.name}@1,${twin.name}@2`);
  const goOn = holdModels(server, longMiddle);
  await askAll(home, longPrompt);
  const columns = columnsOf(home);
  await columns.nth(1).getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(columns.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(2);
  await expect(columns.nth(1)).toContainText('cancelled');
  await home.getByRole('button', { name: 'Stop all' }).click();
  for (const column of await columns.all()) await expect(column).toContainText('cancelled');
  goOn();
});

test('a column with another model is saved as a version, after what others saved meanwhile', async ({
  home,
  change,
}) => {
  await home.goto(`/playground?columns=${twin.name}@1,${twin.name}`);
  const columns = columnsOf(home);
  await columns.first().getByRole('combobox', { name: 'Model' }).click();
  await home.getByRole('option', { name: 'Demo model' }).click();
  await choose(columns.first(), 'Save as version');
  const dialog = home.getByRole('dialog', { name: `Save ${twin.name} as v3` });
  await expect(dialog).toContainText('It has the definition of v1 with Demo model asked first.');
  await dialog.getByLabel('Note').fill('The demo model first');
  const spec = { instructions: 'Be long.' };
  await change('agents.createVersion', { agent: twin.name, spec, baseVersion: 2 });
  await dialog.getByRole('button', { name: 'Save as v3' }).click();
  await expect(home.getByRole('alert')).toContainText('agent.version-conflict');
  await home.getByRole('button', { name: 'Save as v4' }).click();
  await expect(home.getByText('Saved as v4', { exact: true })).toBeVisible();
  await expect(columns.first()).toHaveAccessibleName(`Column 1: ${twin.name} v4`);
  await columns
    .first()
    .getByRole('button', { name: `More for ${twin.name} v4` })
    .click();
  await expect(home.getByRole('menuitem', { name: 'Save as version' })).toBeDisabled();
});

test('a model without an agent is saved as an agent, which the column then asks', async ({ home }) => {
  await home.goto('/playground?columns=bare-model:demo/demo');
  const column = columnsOf(home).first();
  await choose(column, 'Save as agent');
  const dialog = home.getByRole('dialog', { name: 'Save as agent' });
  await dialog.getByRole('button', { name: 'Save agent' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription('must not be empty');
  await dialog.getByLabel('Name').fill(`Made of ${twin.name}`);
  await dialog.getByRole('button', { name: 'Save agent' }).click();
  await home.getByRole('button', { name: 'Ask it in this column' }).click();
  await expect(column).toHaveAccessibleName(`Column 1: Made of ${twin.name}`);
  await askAll(home, 'Hello');
  await expect(answersOf(column)).toBeVisible();
});

test('what one column refuses is said there and sent again there, with its variables', async ({ home, change }) => {
  const asking = { tools: ['calculator'], instructions: 'In {{city}}', variables: [{ name: 'city' }] };
  const slug = `asks-${twin.name}`;
  await change('agents.create', { name: slug, slug, spec: asking });
  await home.goto(`/playground?columns=${twin.name},${slug}`);
  const columns = columnsOf(home);
  await expect(columns.nth(1).getByLabel('city, required')).toBeVisible();
  await askAll(home, 'What is 2 + 3?');
  await expect(answersOf(columns.first())).toContainText('The result is 5.');
  const city = columns.nth(1).getByLabel('city, required');
  await expect(city).toHaveAccessibleDescription('must be given: it has no default');
  await city.fill('Paris');
  await columns.nth(1).getByRole('button', { name: 'Retry' }).click();
  await expect(answersOf(columns.nth(1))).toContainText('The result is 5.');
  await expect(columns.nth(1).getByText('city: Paris')).toBeVisible();
});

test('what an address names and is not there is said, and the others are asked', async ({ home, change }) => {
  await change('agents.create', { name: `Old ${twin.name}`, slug: `old-${twin.name}`, spec: {} });
  await change('agents.archive', { agent: `old-${twin.name}` });
  await home.goto(`/playground?columns=${twin.name},nobody,${twin.name}@9,old-${twin.name},e,no!`);
  await expect(home.getByRole('status').filter({ hasText: 'Left out of the address' })).toContainText('e, no!');
  const columns = columnsOf(home);
  await expect(columns.nth(1)).toContainText('agent.not-found');
  await expect(columns.nth(2)).toContainText('agent.version-not-found');
  await expect(columns.nth(3)).toContainText('was archived. Restore it in Agents to ask it.');
  await askAll(home, 'What is 2 + 3?');
  await expect(answersOf(columns.first())).toContainText('The result is 5.');
  await expect(stepsOf(home, 'request')).toHaveCount(1);
});

test('on a phone one column is seen at a time, and all of them answer', async ({ browser, session, server }) => {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ storageState: session, baseURL: server.url, viewport, hasTouch: true });
  const page = await context.newPage();
  await page.goto(`/playground?columns=${twin.name},${twin.name}@1`);
  await askAll(page, 'What is 2 + 3?');
  const columns = columnsOf(page);
  await expect(columns).toHaveCount(1);
  await expect(answersOf(columns.first())).toContainText('The result is 5.');
  await page.getByRole('group', { name: 'Column' }).getByText(`2 ${twin.name} v1`).tap();
  await expect(columns).toHaveCount(1);
  await expect(columns).toHaveAccessibleName(`Column 2: ${twin.name} v1`);
  await expect(answersOf(columns.first())).toContainText('The result is 5.');
  const overflowPx = (): number => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await page.evaluate(overflowPx)).toBe(0);
  await context.close();
});
