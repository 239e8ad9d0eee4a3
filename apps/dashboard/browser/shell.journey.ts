import { expect, type Page } from '@playwright/test';

import { ask, stepsOf, test } from './journey.ts';
import { account, signIn } from './sign-in.ts';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and do' });

const openPalette = async (page: Page, key = 'Control+k'): Promise<void> => {
  await page.keyboard.press(key);
  await expect(palette(page).getByRole('combobox')).toBeFocused();
};

const openSettings = async (page: Page): Promise<void> => {
  await page.goto('/settings');
  await expect(page.getByText('this one')).toBeVisible();
};

test('the palette goes to pages, switches the theme, and says when nothing fits', async ({ home }) => {
  await openSettings(home);
  await openPalette(home);
  await home.keyboard.type('dark');
  await expect(home.getByRole('option').first()).toContainText('Switch to the dark theme');
  await home.keyboard.press('Enter');
  await expect(palette(home)).toBeHidden();
  await expect(home.locator('html')).toHaveAttribute('data-theme', 'dark');
  await home.getByRole('button', { name: 'Search' }).click();
  await expect(palette(home).getByRole('combobox')).toBeFocused();
  await home.keyboard.type('no such thing');
  await expect(palette(home)).toContainText('Nothing matches “no such thing”');
  await home.keyboard.press('Control+k');
  await expect(palette(home)).toBeHidden();
  await expect(home.getByRole('button', { name: 'Search' })).toBeFocused();
});

test('the palette finds a run by its words, and runs and conversations by their id', async ({ home }) => {
  await home.goto('/playground');
  await ask(home, 'What is 1234 + 4321?');
  await expect(stepsOf(home, 'answer')).toContainText('5555');
  const conversationId = new URL(home.url()).pathname.split('/').at(-1) ?? '';
  await openPalette(home);
  await home.keyboard.type('1234');
  await home.getByRole('option', { name: /What is 1234 \+ 4321/ }).click();
  await expect(home).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  const runId = new URL(home.url()).pathname.split('/').at(-1) ?? '';
  await openSettings(home);
  await openPalette(home);
  await home.keyboard.type(conversationId);
  await home.getByRole('option', { name: 'Open this conversation' }).click();
  await expect(home).toHaveURL(new RegExp(`/playground/${conversationId}`));
  await openPalette(home);
  await home.keyboard.type(runId.toUpperCase());
  await home.getByRole('option', { name: /What is 1234 \+ 4321/ }).click();
  await expect(home).toHaveURL(new RegExp(`/runs/${runId}`));
});

test('keys go to pages and list themselves; they rest while typing and can be switched off', async ({ home }) => {
  await openSettings(home);
  await home.keyboard.press('g');
  await home.keyboard.press('t');
  await expect(home).toHaveURL(/\/tools$/);
  await home.keyboard.press('?');
  const keys = home.getByRole('dialog', { name: 'Keyboard keys' });
  await expect(keys).toContainText('Go to Runs');
  await home.keyboard.press('g');
  await home.keyboard.press('o');
  await home.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await expect(home).toHaveURL(/\/tools$/);

  await openSettings(home);
  await openPalette(home, '/');
  await home.keyboard.type('gt');
  await expect(palette(home).getByRole('combobox')).toHaveValue('gt');
  await home.keyboard.press('Escape');
  await home.getByRole('switch', { name: 'Single keys' }).click();
  await home.getByRole('switch', { name: 'Single keys' }).blur();
  await home.keyboard.press('g');
  await home.keyboard.press('t');
  await home.keyboard.press('?');
  await home.keyboard.press('Control+k');
  await expect(palette(home)).toBeVisible();
  await expect(home).toHaveURL(/\/settings$/);
});

test('the theme and the folded sidebar are remembered, the theme before the page is drawn', async ({ home }) => {
  await home.emulateMedia({ colorScheme: 'light' });
  await openSettings(home);
  await home.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(home.locator('html')).toHaveAttribute('data-theme', 'dark');
  await home.getByRole('button', { name: 'Fold the sidebar' }).click();
  await openSettings(home);
  await expect(home.getByRole('button', { name: 'Unfold the sidebar' })).toBeVisible();
  await expect(home.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Runs' })).toBeVisible();
  await home.route('**/assets/*.js', (route) => route.abort());
  await home.reload({ waitUntil: 'domcontentloaded' });
  await expect(home.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('signing out elsewhere asks there for the password, over the page, and keeps what was typed', async ({
  browser,
  newServer,
}) => {
  const openPage = async (): Promise<Page> => {
    const context = await browser.newContext({ baseURL: newServer.url, storageState: await signIn(newServer) });
    return context.newPage();
  };
  const page = await openPage();
  const other = await openPage();
  await page.goto('/playground');
  await page.getByRole('textbox').fill('Half a quest');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  await openSettings(other);
  await other.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await other.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(other.getByRole('alertdialog')).toBeHidden();
  await expect(other.getByRole('button', { name: 'Sign out everywhere else' })).toBeHidden();

  // The stream finds out by itself: nobody has to press anything.
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel('E-mail')).toHaveValue(account.email);
  await page.keyboard.type(account.password);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('textbox')).toHaveValue('Half a quest');
  await page.getByRole('textbox').fill('What is 2 + 2?');
  await page.getByRole('textbox').press('Enter');
  await expect(stepsOf(page, 'answer')).toContainText('The result is 4.');
  await Promise.all([page, other].map((one) => one.context().close()));
});

test('a lost connection is said with its time, and that all is there again', async ({ home, server }) => {
  await home.clock.install();
  await openSettings(home);
  await server.kill();
  await home.clock.fastForward(35_000);
  await expect(home.getByText(/^Live updates stopped at \d\d:\d\d:\d\d/)).toBeVisible();
  await home.getByRole('button', { name: 'Try now' }).click();
  // said for a moment only, so it is looked for from before
  await Promise.all([home.getByText('Caught up').waitFor(), server.start()]);
  await expect(home.getByText('Live', { exact: true })).toBeVisible();
  await expect(home.getByText('Caught up')).toBeHidden();
});

test('the skip link comes first, the menu of a phone leads everywhere', async ({ home }) => {
  await openSettings(home);
  await home.keyboard.press('Tab');
  await expect(home.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await home.keyboard.press('Enter');
  await expect(home.getByRole('main')).toBeFocused();
  await home.setViewportSize({ width: 390, height: 844 });
  await home.getByRole('button', { name: 'Menu' }).click();
  await home.getByRole('dialog').getByRole('link', { name: 'Tools' }).click();
  await expect(home.getByRole('dialog')).toBeHidden();
  await expect(home).toHaveURL(/\/tools$/);
});
