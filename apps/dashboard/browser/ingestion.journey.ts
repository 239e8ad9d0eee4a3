import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { expect } from '@playwright/test';

import { test } from './journey.ts';

test('the page’s own curl lines report the first run, which is seen as it arrives, and what is wrong is named', async ({
  home,
  server,
}) => {
  await home.goto('/settings/ingestion');
  await expect(home.getByText('Waiting for the first run')).toBeVisible();
  const lines = await home.getByText(/^curl /).innerText();
  const env = { PATH: '/usr/bin:/bin', SIGNALBOX_API_KEY: server.token };
  const report = async (text: string): Promise<unknown> => {
    const { stdout } = await promisify(execFile)('sh', ['-c', text], { env });
    return JSON.parse(stdout);
  };
  expect(await report(lines)).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
  await expect(home.getByText('Arrived just now')).toBeVisible();
  await home.getByRole('link', { name: 'Open run' }).click();
  await expect(home.getByText('Three invoices are new.').first()).toBeVisible();

  await report(lines.replace('"completed"', '"half done"'));
  await home.goto('/settings/ingestion');
  const rejected = home.getByRole('list', { name: 'Rejected rows' });
  await expect(rejected).toContainText('status');
  await rejected.getByRole('button', { name: 'Show the row' }).click();
  await expect(rejected).toContainText('half done');

  await home.getByRole('link', { name: 'my-agent' }).first().click();
  await expect(home.getByRole('heading', { name: 'my-agent' })).toBeVisible();
  await home.getByRole('tab', { name: 'Versions' }).click();
  await expect(home.getByRole('row').filter({ hasText: '1.0.0' })).toContainText('1');
});
