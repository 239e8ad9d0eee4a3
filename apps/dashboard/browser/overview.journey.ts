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
  await home
    .getByRole('group', { name: /one part at a time/ })
    .getByRole('link')
    .last()
    .click();
  await expect(home.locator('tr[data-run]').first()).toBeVisible();
  await expect(home).toHaveURL(/from=.*&until=/);
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
