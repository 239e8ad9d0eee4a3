import { expect } from '@playwright/test';

import { test } from './journey.ts';

test('sample data fills the product, is marked on every page, and goes in one step', async ({ home }) => {
  test.setTimeout(90_000);
  await home.goto('/');
  await home.getByRole('button', { name: 'Load sample data' }).click();
  await expect(home.getByText('The sample data is there')).toBeVisible({ timeout: 60_000 });
  const strip = home.getByText('Sample data is among what you see.');
  await home.goto('/agents');
  await expect(strip).toBeVisible();
  await expect(home.getByRole('row').filter({ hasText: 'Support triage' })).toContainText('2.4.1');
  await home.goto('/runs');
  await expect(strip).toBeVisible();
  await home.getByRole('button', { name: 'Remove', exact: true }).click();
  await home.getByRole('button', { name: 'Remove sample data' }).click();
  await expect(home.getByText('The sample data is gone')).toBeVisible({ timeout: 60_000 });
  await expect(strip).toHaveCount(0);
  await home.goto('/agents');
  await expect(home.getByRole('row').filter({ hasText: 'Assistant' })).toBeVisible();
  await expect(home.getByText('Support triage')).toHaveCount(0);
});
