import { expect, type Locator, type Page } from '@playwright/test';

import { withOwnServer } from './with-own-server.ts';

const test = withOwnServer();

const start = async (page: Page, message: string): Promise<void> => {
  const { origin } = new URL(page.url());
  const response = await page.request.post('/trpc/runs.start', { data: { message }, headers: { origin } });
  expect(response.ok()).toBe(true);
};

const cardOf = (page: Page, label: string): Locator =>
  page.getByRole('main').getByRole('link', { name: new RegExp(`^${label}`) });
const partsOf = (page: Page, chart: string): Locator =>
  page.getByRole('group', { name: `${chart}, one part at a time` }).getByRole('link');
const recentOf = (page: Page): Locator => page.getByRole('list', { name: 'Recent runs' }).getByRole('listitem');

test('shows runs as they happen; its figures equal the lists they open', async ({ home }) => {
  await home.goto('/');
  await expect(home.getByText('No runs yet')).toBeVisible();
  await expect(cardOf(home, 'Success')).toContainText('–');
  for (const message of ['What is 5 + 10?', 'What is 7 + 8?', 'What is 20 / 4?']) await start(home, message);
  await expect(recentOf(home)).toHaveCount(3);
  for (const at of [0, 1, 2]) await expect(recentOf(home).nth(at)).toContainText('completed');
  await expect(cardOf(home, 'Runs')).toContainText(/^Runs\s*3/);
  await expect(cardOf(home, 'Success')).toContainText('100%');
  await cardOf(home, 'Runs').click();
  await expect(home.locator('tr[data-run]')).toHaveCount(3);
  await expect(home.getByRole('button', { name: /^Remove From/ })).toBeVisible();
  await home.goBack();
  await partsOf(home, 'Runs by status').last().click();
  await expect(home.locator('tr[data-run]').first()).toBeVisible();
  await expect(home).toHaveURL(/from=.*&until=/);
});

test('another time is chosen by its word, by days, and on a chart by the keyboard', async ({ home }) => {
  await home.goto('/');
  await home.getByRole('button', { name: 'Today' }).click();
  await home.getByRole('button', { name: 'Last 24 hours' }).click();
  await expect(home).toHaveURL(/range=24h/);
  await expect(cardOf(home, 'Runs')).toContainText(/^Runs\s*3/);
  await partsOf(home, 'Runs by status').last().focus();
  await home.keyboard.press('Shift+ArrowLeft');
  await home.keyboard.press('Enter');
  await expect(home).toHaveURL(/from=.*&until=/);
  await home.goBack();
  await home.getByRole('button', { name: 'Last 24 hours' }).click();
  const days = home.getByRole('dialog', { name: 'Time range' });
  await days.getByLabel('First day').fill('2020-01-01');
  await days.getByLabel('Last day').fill('2020-01-02');
  await days.getByRole('button', { name: 'Show these days' }).click();
  await expect(home.getByRole('button', { name: '1 Jan – 2 Jan' })).toBeVisible();
  await expect(cardOf(home, 'Runs')).toContainText(/^Runs\s*0/);
  await expect(home.getByText('No run began in this time.')).toBeVisible();
});

test('a chart has its figures as a table', async ({ home }) => {
  await home.goto('/?range=24h');
  const runs = home.getByRole('figure', { name: /^Runs by status/ });
  await runs.getByRole('button', { name: 'Show as table' }).click();
  const totals = runs.getByRole('row').filter({ hasNotText: 'Time' }).locator('td:last-child');
  await expect.poll(async () => (await totals.allTextContents()).reduce((sum, text) => sum + Number(text), 0)).toBe(3);
});

test('the first steps go on until they are closed', async ({ home }) => {
  await home.goto('/');
  const steps = home.getByRole('region', { name: 'First steps' });
  await expect(steps).toBeVisible();
  await steps.getByRole('link', { name: 'See its tools' }).click();
  await expect(home).toHaveURL(/\/tools/);
  await home.goBack();
  await expect(steps.getByRole('listitem').filter({ hasText: 'See its tools' })).toContainText('done');
  await steps.getByRole('button', { name: 'Close first steps' }).click();
  await expect(steps).toBeHidden();
  await home.reload();
  await expect(cardOf(home, 'Success')).toBeVisible();
  await expect(home.getByRole('heading', { name: 'Recent runs' })).toBeVisible();
  await expect(steps).toBeHidden();
});
