import { expect, type Page } from '@playwright/test';

import { expectClean } from './expect-clean.ts';
import { stepsOf } from './journey.ts';
import { withOwnServer } from './with-own-server.ts';

const test = withOwnServer();

test.describe.configure({ timeout: 90_000 });

const tryPanel = (page: Page) => page.getByRole('region', { name: 'Try it' });
const instructions = (page: Page) => page.getByRole('textbox', { name: 'Instructions' });

/** Makes a key of that name, and gives what saves a version with it, without the page. */
const openColleague = async (page: Page, name: string) => {
  const { origin } = new URL(page.url());
  const made = await page.request.post('/trpc/apiKeys.create', {
    data: { name, scopes: ['admin'] },
    headers: { origin },
  });
  const key = /"key":"(sb_[^"]+)"/.exec(await made.text())?.[1];
  return async (version: object): Promise<void> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = JSON.stringify(version);
    const answer = await fetch(`${origin}/trpc/agents.createVersion`, { method: 'POST', headers, body });
    expect(answer.ok, await answer.text()).toBe(true);
  };
};

/** Makes an agent in the page and leads to its definition. */
const makeAgent = async (page: Page, name: string, template = 'Assistant with tools'): Promise<void> => {
  await page.goto('/agents/new');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('radio', { name: template }).check();
  await page.getByRole('button', { name: 'Create draft' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(instructions(page)).toBeVisible();
};

const saveVersion = async (page: Page, number: number, note: string): Promise<void> => {
  await page.getByRole('button', { name: `Save as v${number}` }).click();
  const dialog = page.getByRole('dialog', { name: `Save as v${number}` });
  await dialog.getByRole('textbox', { name: 'Note' }).fill(note);
  await dialog.getByRole('button', { name: `Save as v${number}` }).click();
  await expect(page.getByText(`v${number} is saved`)).toBeVisible();
  await expect(page.getByText(`No changes since v${number}`)).toBeVisible();
};

test('an agent is made, tried unsaved, saved, changed, compared and rolled back', async ({ home: page }) => {
  await page.goto('/agents');
  await page.getByRole('link', { name: 'New agent' }).click();
  await expect(page.getByText('The demo model answers in text only.')).toBeVisible();
  await makeAgent(page, 'Support triage');
  await expect(page).toHaveURL(/\/agents\/support-triage\?tab=definition$/);

  await instructions(page).fill('You help the people of {{company}}.\nNever guess.');
  await page.getByRole('button', { name: 'Add company' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of variable 1' })).toHaveValue('company');
  await expect(page.getByText('Unsaved changes, stored for you')).toBeVisible();
  await tryPanel(page).getByRole('textbox', { name: 'Try it' }).fill('What is 6 * 7?');
  await page.keyboard.press('Enter');
  await expect(tryPanel(page).getByLabel('company, required')).toHaveAttribute('aria-invalid', 'true');
  await tryPanel(page).getByLabel('company, required').fill('Acme');
  await tryPanel(page).getByRole('button', { name: 'Ask' }).click();
  await expect(stepsOf(page, 'answer')).toContainText('42');
  await saveVersion(page, 2, 'Says whom it helps');

  await stepsOf(page, 'answer').hover();
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page.getByRole('link', { name: /What is 6/ }).click();
  await expect(page.getByText('+ unsaved changes')).toBeVisible();
  await page.getByRole('link', { name: 'v1', exact: true }).click();
  await expect(page).toHaveURL(/tab=versions&version=v1$/);
  await expect(page.getByRole('region', { name: 'v1' })).toContainText('You are a helpful assistant.');

  await page.getByRole('tab', { name: 'Definition' }).click();
  await instructions(page).fill('You help the people of {{company}}.\nSay where a figure comes from.');
  await page.getByRole('textbox', { name: 'Steps' }).fill('10');
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog').getByRole('button', { name: 'Save as v3' }).click();
  await expect(page.getByText('No changes since v3')).toBeVisible();

  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('checkbox', { name: 'Compare v3' }).check();
  await page.getByRole('checkbox', { name: 'Compare v2' }).check();
  await page.getByRole('button', { name: 'Compare v2 and v3' }).click();
  const comparison = page.getByRole('region', { name: 'From v2 to v3' });
  await expect(comparison).toContainText('Removed: Never guess.');
  await expect(comparison).toContainText('Added: Say where a figure comes from.');
  await expect(comparison).toContainText('Added: 10 steps');
  await expect(comparison.getByRole('row', { name: /^Runs/ })).toHaveText('Runs00');
  await expectClean(page, 'comparison');

  await page.getByRole('button', { name: 'Actions for v2' }).click();
  await page.getByRole('menuitem', { name: 'Roll back to it' }).click();
  const question = page.getByRole('alertdialog', { name: 'Roll back to v2?' });
  await expect(question).toContainText('What changes: instructions and limits.');
  await question.getByRole('button', { name: 'Roll back to v2' }).click();
  await expect(page.getByText('New runs of Support triage use v2')).toBeVisible();
  await expect(page.getByRole('row', { name: /v2 published/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('row', { name: /v3 published/ })).toBeVisible();
});

test('unsaved changes survive a reload, and discarding them can be undone', async ({ home: page }) => {
  await makeAgent(page, 'Draft keeper');
  await instructions(page).fill('Changed, and not saved.');
  await page.getByRole('button', { name: 'Choose a model' }).click();
  await expect(page.getByText('Unsaved changes, stored for you')).toBeVisible();
  await page.reload();
  await expect(instructions(page)).toHaveValue('Changed, and not saved.');
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveValue('Demo model');
  // left before typing pauses
  await instructions(page).fill('Changed again.');
  await page.getByRole('link', { name: 'All agents' }).click();
  await page.getByRole('link', { name: 'Draft keeper' }).click();
  await page.getByRole('tab', { name: 'Definition' }).click();
  await expect(instructions(page)).toHaveValue('Changed again.');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(instructions(page)).toHaveValue(/^You are a helpful assistant/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(instructions(page)).toHaveValue('Changed again.');
});

test('somebody else’s newer version is seen before anything is saved over it', async ({ home: page }) => {
  await makeAgent(page, 'Shared');
  await instructions(page).fill('Mine.');
  await expect(page.getByText('Unsaved changes, stored for you')).toBeVisible();
  const saveTheirs = await openColleague(page, 'Deploys');
  const theirs = { agent: 'shared', spec: { instructions: 'Theirs.' }, note: 'Shorter' };
  await saveTheirs({ ...theirs, baseVersion: 1 });

  await page.getByRole('button', { name: 'Save as v2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save as v2' }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'Deploys saved v2' });
  await expect(notice).toContainText('after v1 that your changes began from. “Shorter”');
  await expect(page.getByRole('button', { name: 'Save as v3' })).toBeDisabled();
  await expectClean(page, 'newer version');
  await notice.getByRole('button', { name: 'See difference' }).click();
  const difference = page.getByRole('dialog', { name: 'From v2 to your changes' });
  await expect(difference).toContainText('Removed: Theirs.');
  await expect(difference).toContainText('Added: Mine.');
  await difference.getByRole('button', { name: 'Keep mine on top' }).click();
  await saveVersion(page, 3, 'Mine after all');

  await instructions(page).fill('Mine again.');
  await expect(page.getByText('Unsaved changes, stored for you')).toBeVisible();
  await saveTheirs({ ...theirs, baseVersion: 3 });
  await instructions(page).fill('Mine once more.');
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(instructions(page)).toHaveValue('Theirs.');
  await expect(page.getByText('No changes since v4')).toBeVisible();
});

test('what the server refuses stands at its field, and text that can’t be read is not saved', async ({
  home: page,
}) => {
  await makeAgent(page, 'Faulty', 'Blank');
  await page.getByRole('button', { name: 'Choose a model' }).click();
  const model = page.getByRole('combobox', { name: 'Model', exact: true });
  await model.fill('house/small');
  await page.getByRole('option', { name: /house\/small/ }).click();
  await expect(model).toHaveValue('house/small');
  await page.getByRole('checkbox', { name: 'Calculator' }).check();
  await page.getByRole('button', { name: 'Fix arguments' }).click();
  await page.getByLabel('x', { exact: true }).fill('seven');
  await page.getByRole('button', { name: 'Save as v2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save as v2' }).click();
  await expect(page.getByLabel('x', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('x', { exact: true }).fill('7');
  await page.getByRole('button', { name: 'Parameters of Model' }).click();
  await page.getByRole('textbox', { name: 'Parameters of Model' }).fill('{"temperature": ');
  await expect(page.getByText(/^This is no JSON/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save as v2' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Parameters of Model' }).fill('');
  await saveVersion(page, 2, '');

  await page.getByRole('switch', { name: 'Active' }).click();
  await expect(page.getByText('Faulty is active')).toBeVisible();
  await page.getByRole('link', { name: 'All agents' }).click();
  const row = page.getByRole('row', { name: /Faulty/ });
  await expect(row).toContainText('error');
  await expect(row).toContainText('No provider named house is connected.');
  await row.getByRole('link', { name: 'Settings → Models' }).click();
  await expect(page).toHaveURL(/\/settings\/models$/);
});

test('the list finds, filters, duplicates and archives, and the address holds it', async ({ home: page }) => {
  await makeAgent(page, 'Spare', 'Blank');
  await page.goto('/agents');
  await page.getByRole('textbox', { name: 'Search agents' }).fill('spare');
  await expect(page.getByRole('table', { name: 'Agents' }).getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(/q=spare/);
  await page.getByRole('button', { name: 'Actions for Spare' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(page.getByText('No agent matches this filter')).toBeVisible();
  await page.getByText('Archived', { exact: true }).click();
  await page.getByRole('button', { name: 'Actions for Spare' }).click();
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await expect(page.getByText('Spare is back as it was')).toBeVisible();
  await page.goto('/agents?q=spare&status=draft');
  await page.getByRole('button', { name: 'Actions for Spare' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { name: 'Spare (copy)' })).toBeVisible();
  await page.goto('/agents');
  await expect(page.getByRole('link', { name: 'Spare (copy)' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search and do' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('spare copy');
  await page.getByRole('option', { name: /Spare \(copy\)/ }).click();
  await expect(page).toHaveURL(/\/agents\/spare-copy$/);
  await page.goto('/agents/no-such-agent');
  await expect(page.getByRole('heading', { name: 'There is no agent of this name' })).toBeVisible();
});

test('an agent is made and tried on a phone', async ({ home: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await makeAgent(page, 'Pocket');
  await tryPanel(page).getByRole('textbox', { name: 'Try it' }).fill('What is 2 + 3?');
  await tryPanel(page).getByRole('button', { name: 'Ask' }).click();
  await expect(stepsOf(page, 'answer')).toContainText('5');
  await expectClean(page, 'definition on a phone');
  await instructions(page).fill('Be brief.');
  await saveVersion(page, 2, 'Shorter');
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByRole('row', { name: /v2 published Shorter/ })).toBeVisible();
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
});
