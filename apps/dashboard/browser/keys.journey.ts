import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { expect, type Locator, type Page } from '@playwright/test';

import { expectClean } from './expect-clean.ts';
import { withOwnServer } from './with-own-server.ts';

const test = withOwnServer();
const run = promisify(execFile);

const rowOf = (page: Page, prefix: string): Locator =>
  page.getByRole('table', { name: 'API keys' }).getByRole('row').filter({ hasText: prefix });

/** What is asked with a key is answered with this status. */
const ask = async (url: string, key: string): Promise<number> => {
  const response = await fetch(`${url}/api/v1/chat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ message: 'What is 5 + 10?' }),
  });
  await response.text();
  return response.status;
};

const act = async (page: Page, prefix: string, action: string): Promise<void> => {
  await rowOf(page, prefix)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
};

const readKey = async (dialog: Locator): Promise<{ readonly key: string; readonly prefix: string }> => {
  const key = await dialog.getByLabel('Key', { exact: true }).innerText();
  expect(key).toMatch(/^sb_[\w-]{43}$/);
  return { key, prefix: key.slice(0, 11) };
};

/** The dialog that shows a new key. */
const madeOf = (page: Page, name: string): Locator => page.getByRole('dialog', { name: `Key ${name}` });

/** Reads a new key and closes its dialog. */
const takeKey = async (page: Page, name: string) => {
  const made = madeOf(page, name);
  const taken = await readKey(made);
  await made.getByRole('button', { name: 'Done' }).click();
  return taken;
};

const createKey = async (page: Page, name: string) => {
  await page.goto('/settings/keys');
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  return takeKey(page, name);
};

test.describe.configure({ timeout: 60_000 });

test('a key is made, and works as its page says', async ({ home }) => {
  await home.goto('/settings/keys');
  await expect(home.getByText('No keys yet')).toBeVisible();
  await home.getByRole('button', { name: 'Create key' }).click();
  const creating = home.getByRole('dialog', { name: 'Create an API key' });
  await expect(creating.getByLabel('Name')).toBeFocused();
  await home.keyboard.press('Enter');
  await expect(creating.getByText('Name must not be empty')).toBeVisible();
  await creating.getByLabel('Name').fill('shop');
  await creating.getByLabel('Requests a minute').fill('0');
  await creating.getByRole('button', { name: 'Create key' }).click();
  await expect(creating.getByText('Requests must be a whole number')).toBeVisible();
  await expectClean(home, 'creating a key');
  await creating.getByLabel('Requests a minute').fill('500');
  await creating.getByRole('button', { name: 'Create key' }).click();

  const made = madeOf(home, 'shop');
  const { prefix } = await readKey(made);
  await expectClean(home, 'a key that was made');
  const command = await made.getByText(/^curl -s/).innerText();
  const { stdout } = await run('sh', ['-c', command]);
  expect(JSON.parse(stdout)).toMatchObject({ status: 'completed', response: 'The result is 45.' });
  await made.getByText('TypeScript', { exact: true }).click();
  await expect(made.getByText('createSignalboxClient({')).toBeVisible();
  await expectClean(home, 'a key for TypeScript');
  await made.getByRole('button', { name: 'Done' }).click();
  await expect(rowOf(home, prefix)).toContainText('500');
  await expect(rowOf(home, prefix)).toContainText('until');
  // a use is written within a second or so, behind the request
  await expect(async () => {
    await home.reload();
    await expect(rowOf(home, prefix)).toContainText('Run');
    await expect(rowOf(home, prefix)).not.toContainText('never', { timeout: 500 });
  }).toPass();
});

test('a rotated key goes on for its time, or ends at once', async ({ home, server }) => {
  const first = await createKey(home, 'import');
  await act(home, first.prefix, 'Rotate');
  const rotating = home.getByRole('dialog', { name: 'Rotate import' });
  await expect(rotating).toContainText('Until then both work');
  await expectClean(home, 'rotating a key');
  await rotating.getByRole('button', { name: 'Rotate key' }).click();
  const second = await takeKey(home, 'import');
  await expect(rowOf(home, first.prefix)).toContainText('Ends soon');
  await expect(rowOf(home, first.prefix)).toContainText(/in (1 d 0 h|23 h 59 m)/);
  await expectClean(home, 'keys');
  expect(await Promise.all([ask(server.url, first.key), ask(server.url, second.key)])).toEqual([200, 200]);

  await act(home, second.prefix, 'Rotate');
  await rotating.getByRole('combobox', { name: 'The old key ends' }).click();
  await home.getByRole('option', { name: 'At once' }).click();
  await expect(rotating).toContainText('refused within 5 s');
  await rotating.getByRole('button', { name: 'Rotate key' }).click();
  const third = await takeKey(home, 'import');
  await expect(rowOf(home, second.prefix)).toContainText('Expired');
  await expect.poll(() => ask(server.url, second.key), { timeout: 5000 }).toBe(401);
  expect(await Promise.all([ask(server.url, first.key), ask(server.url, third.key)])).toEqual([200, 200]);
});

test('a key is changed, and revoked within 5 s', async ({ home, server }) => {
  const { key, prefix } = await createKey(home, 'front');
  expect(await ask(server.url, key)).toBe(200);
  await act(home, prefix, 'Change');
  const changing = home.getByRole('dialog', { name: 'Change front' });
  await changing.getByLabel('Name').fill('Shop front');
  await changing.getByRole('combobox', { name: 'Expires' }).click();
  await home.getByRole('option', { name: 'Never' }).click();
  await changing.getByRole('button', { name: 'Save' }).click();
  await expect(changing).toBeHidden();
  await expect(rowOf(home, prefix)).toContainText('Shop front');
  await expect(rowOf(home, prefix)).toContainText('no expiry');

  await act(home, prefix, 'Revoke');
  const confirm = home.getByRole('alertdialog', { name: 'Revoke Shop front?' });
  await expect(confirm).toContainText('refused within 5 s');
  await expectClean(home, 'revoking a key');
  await confirm.getByRole('button', { name: 'Revoke key' }).click();
  await expect(rowOf(home, prefix)).toContainText('Revoked');
  await expect.poll(() => ask(server.url, key), { timeout: 5000 }).toBe(401);
  await home.setViewportSize({ width: 390, height: 844 });
  await expectClean(home, 'keys on a phone');
});

test('who may not manage keys or see the system is told who can', async ({ home }) => {
  await home.route('**/trpc/viewer.get**', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({ response, body: body.replace('"api-keys:manage",', '').replace('"system:read",', '') });
  });
  await home.goto('/settings/keys');
  await expect(home.getByText('Only owners and admins manage API keys.')).toBeVisible();
  await expectClean(home, 'keys of others');
  await home.goto('/settings/system');
  await expect(home.getByText('Only owners and admins see how the system is.')).toBeVisible();
});
