import { readFile } from 'node:fs/promises';

import { expect } from '@playwright/test';

import { withOwnServer } from './with-own-server.ts';

const test = withOwnServer();

test('figures are told apart, lead to their runs, and are saved as a table', async ({ home, change }) => {
  for (const message of ['What is 5 + 10?', 'What is 7 + 8?']) await change('runs.start', { message });
  await home.goto('/');
  await expect(home.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await home.keyboard.press('g');
  await home.keyboard.press('n');
  await expect(home.getByRole('heading', { name: 'Analytics' })).toBeVisible();
  const byAgent = home.getByRole('table', { name: 'Runs by agent' });
  await expect(byAgent.getByRole('columnheader')).toHaveText(['Agent', 'Runs', 'Before', 'Change']);
  const rows = byAgent.getByRole('row');
  await expect(rows.filter({ hasText: 'Assistant' })).toContainText('2');

  await home.getByRole('combobox', { name: 'Told apart by' }).click();
  await home.getByRole('option', { name: 'By tool' }).click();
  await expect(home).toHaveURL(/by=tool/);
  const calculator = home.getByRole('table', { name: 'Runs by tool' }).getByRole('link', { name: 'calculator' });
  await calculator.click();
  await expect(home.locator('tr[data-run]')).toHaveCount(2);
  await expect(home.getByRole('button', { name: 'Remove Tool calculator' })).toBeVisible();

  await home.goBack();
  const saving = home.waitForEvent('download');
  await home.getByRole('button', { name: 'Export CSV' }).click();
  const saved = await (await saving).path();
  const table = await readFile(saved, 'utf8');
  expect(table).toMatch(/^from,until,tool,count,/);
  // with percentiles, which the page itself did not ask for
  expect(table).toMatch(/,calculator,[1-9]\d*,\d+,0,0,0,[\d.]+,[\d.]+,[\d.]+,/);
});

test('tokens are shown by class, and how many of them came from caches', async ({ home, change }) => {
  const models = [
    { name: 'demo/demo', inputTokens: 1000, cacheReadTokens: 600, cacheWriteTokens: 100, outputTokens: 50 },
  ];
  const runs = [{ createdAt: new Date().toISOString(), status: 'completed', models }];
  await change('runs.report', { agent: 'reader', version: '1.0', runs });
  await home.goto('/analytics?by=agent&measure=cache-share');
  const row = home.getByRole('table', { name: 'Cache share by agent' }).getByRole('row', { name: /^reader/ });
  await expect(row).toContainText('60.0%');
  const classes = home.getByRole('region', { name: 'Tokens by class' });
  for (const words of ['read from cache', 'written to cache', 'Input, read from the cache']) {
    await expect(classes).toContainText(words);
  }
  await home.goto('/');
  await expect(home.getByRole('region', { name: 'Tokens' })).toContainText('read from cache');
});

test('what does not go together gives way', async ({ home }) => {
  await home.goto('/analytics?measure=cost&by=tool');
  await expect(home.getByRole('combobox', { name: 'Measure' })).toHaveText('Runs');
  await home.goto('/analytics?measure=p95&form=bars');
  await expect(home.getByRole('group', { name: 'Drawn as' })).toBeHidden();
});
