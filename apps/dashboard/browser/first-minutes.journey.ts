import { expect } from '@playwright/test';

import { account, ask, stepsOf, test } from './journey.ts';

test('from the set-up link to an answer in two fields and two clicks', async ({ page, newServer }) => {
  await page.goto(newServer.setupUrl);
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Password must have at least 10 characters.')).toBeVisible();
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('button', { name: 'What is 5 + 10, then multiply by 3?' }).click();

  await expect(page.getByText('The result is 45.', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Demo model: scripted, not an LLM.')).toBeVisible();
  await expect(stepsOf(page, 'thought')).toHaveCount(2);
  await expect(stepsOf(page, 'tool-call')).toHaveCount(2);
  await expect(stepsOf(page, 'tool-call').last()).toContainText('15 * 3 = 45');
  await expect(stepsOf(page, 'end')).toContainText('completed');
  await expect(page).toHaveTitle('completed · What is 5 + 10, then multiply by 3? · Signalbox');
  await expect(page.getByRole('navigation').getByRole('link', { name: /What is 5 \+ 10/ })).toContainText('completed');
});

test('a set-up link works once', async ({ page, server, session }) => {
  expect(session.cookies).not.toEqual([]);
  await page.goto(server.setupUrl);
  await page.getByLabel('E-mail').fill('second@example.com');
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert')).toContainText('auth.forbidden');
});

test('signing in, wrongly, rightly, and out again; what was being written stays', async ({ page, server, session }) => {
  expect(session.cookies).not.toEqual([]);
  const viewerCalls: string[] = [];
  page.on('request', (request) => void (request.url().includes('viewer.get') && viewerCalls.push(request.url())));
  await page.goto(server.url);
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(viewerCalls).toHaveLength(1);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Ask the assistant').fill('Half a quest');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Ask the assistant')).toHaveValue('Half a quest');
});

test('a conversation goes on below its earlier messages', async ({ home }) => {
  await home.goto('/');
  await ask(home, 'What is 2 + 2?');
  await expect(stepsOf(home, 'end')).toContainText('completed');
  const first = home.url();
  await ask(home, 'What is 3 * 3?');
  await expect(stepsOf(home, 'answer')).toHaveText([/The result is 4\./, /The result is 9\./]);
  expect(home.url()).not.toBe(first);
  await home.goBack();
  await expect(stepsOf(home, 'answer')).toHaveText([/The result is 4\./]);
});

test('a composition of an input method never sends, and the skip link comes first', async ({ home }) => {
  await home.goto('/');
  const field = home.getByRole('textbox');
  await field.fill('ni');
  await field.evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
    ),
  );
  await expect(field).toHaveValue('ni');
  expect(new URL(home.url()).search).toBe('');
  await home.reload();
  await expect(field).toBeVisible();
  await home.keyboard.press('Tab');
  await expect(home.getByRole('link', { name: 'Skip to the conversation' })).toBeFocused();
});
