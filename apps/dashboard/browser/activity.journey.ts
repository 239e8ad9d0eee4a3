import { expect } from '@playwright/test';

import { test } from './journey.ts';

test('what agents elsewhere report and runs that end stand in one feed, live, and are found by words', async ({
  home,
  change,
}) => {
  await change('activity.log', {
    agent: 'night-porter',
    status: 'failed',
    taskId: '77',
    error: 'The gate did not open.',
    output: 'Tried twice.\nCalled nobody.',
    project: 'harbour',
  });
  await home.goto('/activity');
  const feed = home.getByRole('list', { name: 'Activity' });
  const entry = feed.getByRole('listitem').filter({ hasText: 'night-porter' });
  await expect(entry).toContainText('for bugfix · harbour · task 77');
  await expect(entry).toContainText('The gate did not open.');
  await entry.getByRole('button', { name: 'Show all' }).click();
  await expect(entry).toContainText('Called nobody.');

  await change('activity.log', { agent: 'gatekeeper', status: 'success' });
  await home.getByRole('button', { name: '1 new, show' }).click();
  await expect(feed.getByRole('listitem').filter({ hasText: 'gatekeeper' })).toBeVisible();
  await change('runs.start', { message: 'What is 3 + 4?' });
  await home.getByRole('button', { name: /new, show/ }).click();
  const run = feed.getByRole('listitem').filter({ hasText: 'What is 3 + 4?' });
  await expect(run).toContainText('run success');
  await run.getByRole('link', { name: 'Open run' }).click();
  await expect(home).toHaveURL(/\/runs\//);
  await home.goBack();

  await home.getByRole('textbox', { name: 'Search activity' }).fill('gates');
  await expect(home.getByText(/^Searched the database/)).toBeVisible();
  await expect(feed.getByRole('listitem')).toHaveCount(1);
  await entry.getByRole('link', { name: 'night-porter' }).click();
  await expect(home.getByRole('heading', { name: 'night-porter' })).toBeVisible();
});

test('filters stand in the address, and say when nothing matches', async ({ home }) => {
  await home.goto('/activity?agent=nobody&status=timeout');
  await expect(home.getByText('No activity matches these 2 filters')).toBeVisible();
  await home.getByRole('button', { name: 'Clear filters' }).click();
  await expect(home).toHaveURL(/\/activity$/);
  await home.goto('/activity?status=strange');
  await expect(home.getByRole('combobox', { name: 'Status' })).toHaveText('Any status');
});

test('what one agent does again and again is one line of the overview, which leads to just that', async ({
  home,
  change,
}) => {
  await home.goto('/');
  const recent = home.getByRole('list', { name: 'Recent activity' });
  for (let at = 0; at < 3; at += 1) {
    await change('activity.log', { agent: 'bell-ringer', type: 'ring', status: 'success' });
    await change('activity.log', { agent: 'bell-ringer', type: 'rest', status: 'success' });
  }
  const burst = recent.getByRole('listitem').filter({ hasText: '3 × success' }).filter({ hasText: 'ring ·' });
  await expect(burst).toContainText('bell-ringer');
  await burst.getByRole('link', { name: 'Show all 3' }).click();
  await expect(home.getByRole('list', { name: 'Activity' }).getByRole('listitem')).toHaveCount(3);
  await home.getByRole('button', { name: /^Only type ring/ }).click();
  await expect(home).toHaveURL(/\/activity\?agent=bell-ringer&status=success$/);
  await expect(home.getByRole('list', { name: 'Activity' }).getByRole('listitem')).toHaveCount(6);
});
