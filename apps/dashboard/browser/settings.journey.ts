import { expect } from '@playwright/test';

import { expectClean } from './expect-clean.ts';
import { holdModels } from './hold-models.ts';
import { ask, longMiddle, longPrompt, test } from './journey.ts';
import { account, signIn } from './sign-in.ts';

test('System shows what runs now, by itself, and About what it runs on', async ({ browser, newServer: server }) => {
  const context = await browser.newContext({ storageState: await signIn(server), baseURL: server.url });
  const home = await context.newPage();
  await home.goto('/settings/system');
  const main = home.getByRole('main');
  await expect(main).toContainText('PGlite, PostgreSQL');
  await expect(main).toContainText('0 runs');
  await expect(main.getByRole('region', { name: 'Figures' })).toContainText('none: up to date');
  await expectClean(home, 'system');

  const other = await context.newPage();
  await other.goto('/playground');
  const goOn = holdModels(server, longMiddle);
  await ask(other, longPrompt);
  await home.bringToFront();
  await expect(main.getByText('1 run', { exact: true })).toBeVisible();
  goOn();

  await home.keyboard.press('Control+k');
  await expect(home.getByRole('dialog', { name: 'Search and do' }).getByRole('combobox')).toBeFocused();
  await home.keyboard.type('licence');
  await home.keyboard.press('Enter');
  await expect(home).toHaveURL(/\/settings\/about$/);
  await expect(main).toContainText('MIT licence');
  await expect(main).toContainText('PGlite, PostgreSQL');
  await expectClean(home, 'about');
  await context.close();
});

test('somebody changes their name and their password, and other browsers have to sign in again', async ({
  browser,
  newServer: server,
}) => {
  const storageState = await signIn(server);
  const open = async () => {
    const context = await browser.newContext({ storageState: await signIn(server), baseURL: server.url });
    return context.newPage();
  };
  const elsewhere = await open();
  const context = await browser.newContext({ storageState, baseURL: server.url });
  const page = await context.newPage();
  await page.goto('/settings');

  await page.getByRole('button', { name: 'Change name' }).click();
  await page.getByLabel('Name', { exact: true }).fill('  Signe Box ');
  await expectClean(page, 'changing a name');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Account: Signe Box' })).toBeVisible();

  await page.getByRole('button', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change password' });
  await dialog.getByLabel('Current password').fill('a wrong password');
  await dialog.getByLabel('New password').fill('short');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Password must have at least 10 characters.')).toBeVisible();
  await dialog.getByLabel('New password').fill('a better password');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This is not your password.')).toBeVisible();
  await expectClean(page, 'changing a password');
  await dialog.getByLabel('Current password').fill(account.password);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('this one')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Account: Signe Box' })).toBeVisible();

  await elsewhere.goto('/settings');
  await elsewhere.getByLabel('E-mail').fill(account.email);
  await elsewhere.getByLabel('Password').fill('a better password');
  await elsewhere.keyboard.press('Enter');
  await expect(elsewhere.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await elsewhere.context().close();
  await context.close();
});
