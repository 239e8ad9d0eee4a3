import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { expect, type Page } from '@playwright/test';

import { withOwnServer } from './with-own-server.ts';

const test = withOwnServer();

/** Pastes a command of a page into a shell. */
const paste = async (command: string, key: string): Promise<string> => {
  const { stdout } = await promisify(execFile)('sh', ['-c', command.replace(/^curl /, 'curl -s ')], {
    env: { SIGNALBOX_API_KEY: key },
  });
  return stdout;
};

const makeKey = async (page: Page): Promise<{ readonly key: string; readonly command: string }> => {
  await page.goto('/settings/keys');
  await page.getByRole('button', { name: 'Create key' }).first().click();
  await page.getByLabel('Name').fill('reporter');
  await page.getByRole('radio', { name: /^Report/ }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  const key = (await page.getByLabel('Key', { exact: true }).textContent()) ?? '';
  const command = await page
    .getByRole('dialog')
    .getByText(/^curl /)
    .innerText();
  await page.getByRole('button', { name: 'Done' }).click();
  return { key, command };
};

test('an agent that runs elsewhere is seen with its first report, which the page has the command for', async ({
  home,
}) => {
  const { key, command } = await makeKey(home);
  await home.goto('/agents');
  expect(await paste(command, key)).toContain('"accepted":1');
  const row = home.locator('tr[data-agent="my-agent"]');
  await expect(row).toContainText('observed');
  await expect(row).toContainText('1.0.0');

  await row.getByRole('link', { name: 'my-agent' }).click();
  await expect(home.getByRole('tab')).toHaveText(['Overview', 'Versions', 'Runs', 'Activity', 'Use']);
  await expect(home.getByRole('tabpanel').getByRole('link', { name: /^Runs/ })).toContainText('1');
  await home.getByRole('tab', { name: 'Use' }).click();
  const again = await home.getByText(/^curl /).innerText();
  expect(await paste(again, key)).toContain('"accepted":1');

  await home.getByRole('tab', { name: 'Versions' }).click();
  const version = home.getByRole('row', { name: /1\.0\.0/ });
  await expect(version).toContainText('2');
  await expect(version).toContainText('100%');
  await version.getByRole('link', { name: '2', exact: true }).click();
  await expect(home.locator('tr[data-run]')).toHaveCount(2);

  await home.locator('tr[data-run]').first().click();
  await expect(home.getByRole('heading', { level: 1 })).toHaveText('What changed since yesterday?');
  await expect(home.getByText('nightly job · reported')).toBeVisible();
  await expect(home.getByRole('button', { name: 'Run again' })).toBeHidden();
  await home.getByRole('button', { name: 'More about this run' }).click();
  await expect(home.getByRole('menuitem', { name: 'Open in Playground' })).toBeHidden();
  await expect(home.getByRole('menuitem', { name: 'Delete run' })).toBeEnabled();

  await home.goto('/agents');
  await home.getByRole('button', { name: 'Actions for my-agent' }).click();
  await home.getByRole('menuitem', { name: 'Adopt' }).click();
  await expect(row).toContainText('active');

  // who runs elsewhere is not asked here
  await home.goto('/playground?agent=my-agent');
  await expect(home.getByText(/runs elsewhere and reports what it did/)).toBeVisible();
  await home.goto('/agents/my-agent?tab=definition');
  await expect(home.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true');
});

test('failed runs stand together by how they failed; runs are found by who had them run', async ({ home, change }) => {
  const run = { createdAt: new Date().toISOString(), initiator: 'checkout', tools: ['shop'] };
  const toFailed = (seconds: number) => ({
    ...run,
    status: 'failed',
    error: { code: 'tool.timeout', message: `The shop took ${seconds} s.` },
  });
  const refused = { ...run, status: 'failed', error: { code: 'tool.timeout', message: 'The shop is closed.' } };
  const runs = [toFailed(31), toFailed(32), refused, { ...run, status: 'completed' }];
  await change('runs.report', { agent: 'shop-helper', version: '1.0', runs });

  await home.goto('/runs?agent=shop-helper&group=error');
  const group = home.getByRole('table', { name: 'Errors' }).getByRole('row', { name: /The shop took 3\d s\./ });
  await expect(group).toContainText('2');
  await group.click();
  await expect(home.locator('tr[data-run]')).toHaveCount(2);
  await expect(home.getByRole('button', { name: 'Remove Error tool.timeout' })).toBeVisible();
  await home.getByRole('button', { name: /^Remove Error “The shop took 3\d s\.”/ }).click();
  await expect(home.locator('tr[data-run]')).toHaveCount(3);

  await home.goto('/');
  const errors = home.getByRole('region', { name: 'Errors' }).getByRole('link', { name: /The shop/ });
  await expect(errors).toHaveCount(2);
  for (const [at, count] of [2, 1].entries()) {
    await expect(errors.nth(at)).toContainText(count === 1 ? '1 run' : `${count} runs`);
    await errors.nth(at).click();
    await expect(home.locator('tr[data-run]')).toHaveCount(count);
    await home.goBack();
  }

  await home.goto('/runs');
  await home.getByRole('button', { name: 'More', exact: true }).click();
  await home.getByRole('combobox', { name: 'Initiator' }).click();
  await home.getByRole('option', { name: 'checkout (4)' }).click();
  await expect(home).toHaveURL(/initiator=checkout/);
  await expect(home.locator('tr[data-run]')).toHaveCount(4);

  await home.goto('/tools');
  const shop = home.getByRole('table', { name: 'Seen in reports' }).getByRole('row', { name: /^shop/ });
  // only their names were told
  await expect(shop).toContainText('–');
  await shop.getByRole('link', { name: '4' }).click();
  await expect(home.locator('tr[data-run]')).toHaveCount(4);
});

test('each agent in the list has the course of its runs', async ({ home, change }) => {
  const runs = [{ createdAt: new Date().toISOString(), status: 'completed' }];
  for (let at = 0; at < 12; at += 1) await change('runs.report', { agent: `worker-${at}`, version: '1.0', runs });
  await home.goto('/agents?q=worker');
  await expect(home.getByRole('img', { name: 'Runs of each hour' })).toHaveCount(12);
});

test('agents appear when they are seen; one under a second name is merged into the other', async ({ home, change }) => {
  await home.goto('/agents');
  await change('activity.log', { agent: 'clerk', status: 'running' });
  // seen by what it does, without a run
  await expect(home.locator('tr[data-agent="clerk"]')).toContainText('observed');
  const runs = [{ createdAt: new Date().toISOString(), status: 'completed' }];
  for (const agent of ['mailer', 'mailer-eu']) await change('runs.report', { agent, version: '1.0', runs });
  // so many newer ones of nearly its name that the other one is beyond what a list shows
  for (let at = 0; at < 50; at += 1) await change('activity.log', { agent: `mailer-${at}`, status: 'success' });

  await home.goto('/agents/mailer-eu');
  await home.getByRole('button', { name: 'Merge into…' }).click();
  const dialog = home.getByRole('dialog', { name: 'Merge mailer-eu into another agent' });
  await expect(dialog).toContainText('1 version and 1 run move');
  await expect(dialog.getByRole('button', { name: 'Merge', exact: true })).toBeDisabled();
  const into = dialog.getByRole('combobox', { name: 'Into' });
  await into.click();
  await expect(home.getByRole('option')).toHaveCount(50);
  const mailer = home.getByRole('option', { name: 'mailer mailer', exact: true });
  await expect(mailer).toBeHidden();
  await into.fill('mailer');
  await expect(mailer).toBeVisible();
  await home.keyboard.press('Enter');
  await expect(into).toHaveValue('mailer');
  await dialog.getByRole('button', { name: 'Merge into mailer' }).click();

  await expect(home).toHaveURL(/\/agents\/mailer$/);
  await expect(home.getByRole('tabpanel').getByRole('link', { name: /^Runs/ })).toContainText('2');
  await change('runs.report', { agent: 'mailer-eu', version: '1.0', runs });
  await expect(home.getByRole('tabpanel').getByRole('link', { name: /^Runs/ })).toContainText('3');
  await home.goto('/agents?q=mailer-eu');
  await expect(home.getByText('No agent matches this filter')).toBeVisible();
});
