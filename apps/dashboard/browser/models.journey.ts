import { expect, test as base, type Page } from '@playwright/test';

import { expectClean } from './expect-clean.ts';
import { goodKey, startModelServer } from './model-server.ts';
import { signIn } from './sign-in.ts';
import { startServer } from './start-server.ts';

const environmentKey = 'sk-environment-0123456789';

interface Fixtures {
  readonly models: Awaited<ReturnType<typeof startModelServer>>;
  /** A page of a server whose environment connects Anthropic. */
  readonly home: Page;
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- the form that the runner asks for
  models: async ({}, use) => {
    const server = await startModelServer({ models: ['small', 'large'], key: goodKey });
    await use(server);
    await server.close();
  },
  home: async ({ browser }, use) => {
    // an address where nothing answers: a test asks no vendor
    const env = { ANTHROPIC_API_KEY: environmentKey, ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' };
    const server = await startServer({ env });
    const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server) });
    await use(await context.newPage());
    await context.close();
    await server.dispose();
  },
});

test.describe.configure({ timeout: 90_000 });

/** Every answer of the server that is text, to look for what must not be in one. */
const recordAnswers = (page: Page): (() => Promise<string>) => {
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/\/trpc\/(connections|models)\./.test(response.url())) answers.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(answers)).join('\n');
};

test('a compatible server: connected, tested, its key changed and never told, and removed', async ({
  home,
  models,
}) => {
  const readAnswers = recordAnswers(home);
  await home.goto('/settings');
  await home.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Models' }).click();
  await expect(home).toHaveURL(/\/settings\/models$/);
  await home.getByRole('button', { name: 'Connect a provider' }).click();
  await home.getByRole('button', { name: /^Other compatible server/ }).click();
  await home.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(home.getByText('Enter the address of the server.')).toBeVisible();
  await home.getByLabel('Name').fill('My gateway');
  await home.getByLabel('Address').fill(models.url);
  await home.getByLabel('Key').fill('sk-wrong-0123456789abcdef');
  await home.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(home.getByText(/The key was refused \(401\)/)).toBeVisible();
  await expectClean(home);
  await home.getByLabel('Key').fill(goodKey);
  await home.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(home.getByText(/Name must be 1 to 40 of a–z/)).toBeVisible();
  await home.getByLabel('Name').fill('my-gateway');
  await home.keyboard.press('Enter');

  const row = home.locator('[data-connection=my-gateway]');
  await expect(row).toContainText('key ends in cdef');
  await expect(row).toContainText(/Works.*2 models/);
  await expectClean(home);

  await row.getByRole('button', { name: 'Change my-gateway' }).click();
  await home.getByLabel('Key', { exact: true }).fill('sk-wrong-0123456789abcdef');
  await home.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText(/Test failed.*The key was refused/);
  await row.getByRole('button', { name: 'Change my-gateway' }).click();
  await home.getByLabel('Address').fill('http://127.0.0.1:9/v1');
  await home.getByRole('button', { name: 'Save' }).click();
  await expect(home.getByText(/Key must be entered again/)).toBeVisible();
  await home.keyboard.press('Escape');
  await home.reload();
  await expect(row).toContainText(models.url);

  await row.getByRole('button', { name: 'Remove my-gateway' }).click();
  await expect(home.getByText(/No agent names it/)).toBeVisible();
  await home.getByRole('alertdialog').getByRole('button', { name: 'Remove my-gateway' }).click();
  await expect(row).toHaveCount(0);
  const answers = await readAnswers();
  expect(answers).toContain('my-gateway');
  for (const secret of [goodKey, 'sk-wrong', environmentKey, 'v1.']) expect(answers).not.toContain(secret);
});

/** Pastes a text into the key's field, as somebody does who has copied it. */
const pasteKey = async (page: Page, text: string): Promise<void> => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.getByLabel('Key', { exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+V');
};

test('a key is pasted with a line end, refused where it can be none, and removed', async ({ home, models }) => {
  await home.goto('/settings/models');
  await home.getByRole('button', { name: 'Connect a provider' }).click();
  await home.getByRole('button', { name: /^Other compatible server/ }).click();
  await home.getByLabel('Name').fill('pasted');
  await home.getByLabel('Address').fill(models.url);
  const dialog = home.getByRole('dialog');
  await pasteKey(home, `${goodKey}\nsk-another`);
  await expect(dialog).toContainText('What was pasted has several lines, and is left out: copy the key alone.');
  await expect(home.getByLabel('Key', { exact: true })).toHaveValue('');
  await home.getByLabel('Key', { exact: true }).fill('sk with spaces');
  for (const name of ['Test', 'Connect']) {
    await dialog.getByRole('button', { name, exact: true }).click();
    await expect(dialog).toContainText('Key must hold no spaces, line ends or special characters: copy the key alone.');
    await expect(home.getByLabel('Key', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  }
  await home.getByLabel('Key', { exact: true }).fill('');
  await pasteKey(home, `  ${goodKey}\n`);
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  const row = home.locator('[data-connection=pasted]');
  await expect(row).toContainText(/key ends in cdef.*Works/);

  await row.getByRole('button', { name: 'Change pasted' }).click();
  await home.getByLabel('Remove the key that ends in cdef').check();
  await expect(home.getByLabel('Key', { exact: true })).toBeDisabled();
  await expectClean(home);
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(dialog).toContainText(/The key was refused \(401\)/);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('no key');
  await row.getByRole('button', { name: 'Change pasted' }).click();
  await expect(home.getByLabel(/^Remove the key/)).toHaveCount(0);
});

test('the environment’s connection is shown and tested, and not changed here', async ({ home }) => {
  await home.goto('/settings/models');
  const row = home.locator('[data-connection=anthropic]');
  await expect(row).toContainText('from the environment');
  await expect(row.getByRole('button')).toHaveCount(1);
  await row.getByRole('button', { name: 'Test Anthropic' }).click();
  await expect(row).toContainText(/Nothing answers at http:\/\/127\.0\.0\.1:9/);
});
