import { expect } from '@playwright/test';

import { test } from './journey.ts';

test('a workspace’s zone is changed and changed back; what would go is named before a time is set', async ({
  home,
  change,
}) => {
  await change('activity.log', { agent: 'old-timer', status: 'success', at: '2026-01-02T03:04:05Z' });
  await home.goto('/settings/workspace');
  const zone = home.getByRole('combobox', { name: 'Time zone' });
  await zone.fill('Calcutta');
  await home.getByRole('option', { name: 'Asia/Calcutta' }).click();
  await expect(home.getByText('Days begin in Asia/Calcutta now')).toBeVisible();
  await home.getByRole('button', { name: 'Undo' }).click();
  await expect(zone).toHaveValue('UTC');

  await home.getByRole('combobox', { name: 'Keep activity' }).click();
  await home.getByRole('option', { name: 'Kept 7 days' }).click();
  const dialog = home.getByRole('alertdialog');
  await expect(dialog).toContainText('1 entry of the activity is older');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(home.getByRole('combobox', { name: 'Keep activity' })).toHaveText('Kept for ever');

  await home.getByRole('combobox', { name: 'Keep activity' }).click();
  await home.getByRole('option', { name: 'Kept 7 days' }).click();
  await dialog.getByRole('button', { name: /^Delete/ }).click();
  await expect(home.getByText('Activity: kept 7 days')).toBeVisible();
  await home.reload();
  await expect(home.getByRole('combobox', { name: 'Keep activity' })).toHaveText('Kept 7 days');
});
