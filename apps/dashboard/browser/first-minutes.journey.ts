import { expect } from '@playwright/test';

import { ask, stepsOf, test } from './journey.ts';
import { account } from './sign-in.ts';

test('from the set-up link to an answer in two fields and one click', async ({ page, newServer }) => {
  await page.goto(newServer.setupUrl);
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Password must have at least 10 characters.')).toBeVisible();
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL(/\/playground$/);
  await expect(page.getByLabel('Password')).toBeHidden();

  await ask(page, 'What is 5 + 10, then multiply by 3?');
  await expect(stepsOf(page, 'answer')).toContainText('The result is 45.');
  await expect(stepsOf(page, 'thought')).toHaveCount(2);
  await expect(stepsOf(page, 'tool-call')).toHaveCount(2);
  await expect(page).toHaveTitle('completed · What is 5 + 10, then multiply by 3? · Signalbox');
});

test('a set-up link works once', async ({ page, server, session }) => {
  expect(session.cookies).not.toEqual([]);
  await page.goto(server.setupUrl);
  await page.getByLabel('E-mail').fill('second@example.com');
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert')).toContainText('auth.forbidden');
});

test('signing in, wrongly, rightly, and out again', async ({ page, server, session }) => {
  expect(session.cookies).not.toEqual([]);
  const viewerCalls: string[] = [];
  page.on('request', (request) => void (request.url().includes('viewer.get') && viewerCalls.push(request.url())));
  await page.goto(`${server.url}/settings`);
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(viewerCalls).toHaveLength(1);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page).toHaveTitle('Sign in · Signalbox');
});
