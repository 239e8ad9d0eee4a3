import { expect, type Locator, type Page } from '@playwright/test';
import type { ServerProcess } from '@signalbox/testing/server-process';

import { holdModels } from './hold-models.ts';
import { longMiddle, longPrompt } from './journey.ts';
import { withOwnServer } from './with-own-server.ts';

const test = withOwnServer();

const rowsOf = (page: Page): Locator => page.locator('tr[data-run]');
const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: /^Run / });

/** Calls a procedure as the signed-in person, beside the page. */
const call = async (page: Page, procedure: string, input: object): Promise<string> => {
  const { origin } = new URL(page.url());
  const response = await page.request.post(`/trpc/${procedure}`, { data: input, headers: { origin } });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.text()).match(/"(?:runId|id)":"(?<id>[\w-]+)"/)?.groups?.['id'] ?? '';
};

const start = (page: Page, message: string): Promise<string> => call(page, 'runs.start', { message });

/** The list, at first with one cancelled run below two completed ones. */
const openWithRuns = async (page: Page, server: ServerProcess): Promise<void> => {
  await page.goto('/runs');
  await expect(rowsOf(page).first().or(page.getByText('No runs yet'))).toBeVisible();
  if ((await rowsOf(page).count()) > 0) return;
  const goOn = holdModels(server, longMiddle);
  const runId = await start(page, longPrompt);
  await call(page, 'runs.cancel', { runId });
  goOn();
  for (const message of ['What is 5 + 10, then multiply by 3?', 'What is 7 + 8?']) await start(page, message);
  await page.goto('/runs');
  await expect(rowsOf(page)).toHaveCount(3);
  for (const at of [0, 1]) await expect(rowsOf(page).nth(at)).toContainText('completed');
};

test('filters by address and by hand, and Back restores', async ({ home, server }) => {
  await openWithRuns(home, server);
  const all = await rowsOf(home).count();
  await home.goto('/runs?status=cancelled&statsu=failed');
  await expect(rowsOf(home)).toHaveCount(1);
  await expect(rowsOf(home)).toContainText('cancelled');
  await home.getByRole('button', { name: 'Remove statsu=failed' }).click();
  await expect(home.getByText('Not understood')).toBeHidden();
  await home.getByRole('button', { name: 'Remove Status cancelled' }).click();
  await expect(rowsOf(home)).toHaveCount(all);
  await expect(home).toHaveURL(/\/runs$/);
  await home.goBack();
  await expect(rowsOf(home)).toHaveCount(1);

  await home.keyboard.press('/');
  const line = home.getByRole('textbox', { name: 'Search runs' });
  await expect(line).toHaveValue('status:cancelled');
  await line.fill('cost:>1');
  await expect(home.getByText('There is no key “cost”')).toBeVisible();
  await expect(rowsOf(home)).toHaveCount(1);
  await line.fill('status:completed multiply');
  await expect(home).toHaveURL(/status=completed&q=multiply/);
  await expect(rowsOf(home).first()).toContainText('multiply by 3');
  await expect(home.getByRole('button', { name: 'Status 1' })).toBeVisible();
  await line.fill('nothing-has-this-word');
  await expect(home.getByText('No run matches this filter')).toBeVisible();
  await home.getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(rowsOf(home)).toHaveCount(all);

  const agent = home.getByRole('combobox', { name: 'Agent' });
  await expect(agent).toHaveValue('Any agent');
  await agent.fill('assist');
  await home.getByRole('option', { name: 'Assistant' }).click();
  await expect(home).toHaveURL(/agent=assistant/);
  await expect(agent).toHaveValue('Assistant');
  await expect(rowsOf(home)).toHaveCount(all);
  await agent.click();
  await home.getByRole('option', { name: 'Any agent' }).click();
  await expect(home).toHaveURL(/\/runs$/);
});

test('goes through the list by the keyboard alone', async ({ home, server }) => {
  await openWithRuns(home, server);
  await home.keyboard.press('j');
  await expect(rowsOf(home).first()).toBeFocused();
  await home.keyboard.press('Space');
  await expect(panelOf(home).locator('[data-step="answer"]')).toContainText('15');
  await home.keyboard.press(']');
  await expect(panelOf(home).locator('[data-step="answer"]')).toContainText('45');
  await expect(rowsOf(home).nth(1)).toBeFocused();
  await home.keyboard.press('[');
  await expect(rowsOf(home).first()).toBeFocused();
  await home.keyboard.press('Escape');
  await expect(panelOf(home)).toBeHidden();
  await expect(rowsOf(home).first()).toBeFocused();
  await home.keyboard.press('x');
  await home.keyboard.press('j');
  await home.keyboard.press('x');
  await expect(home.getByRole('toolbar', { name: 'Selected runs' })).toContainText('2 selected');
  await home.keyboard.press('Enter');
  await expect(home).toHaveURL(/\/runs\/[\w-]{36}/);
  await home.goBack();
  await expect(rowsOf(home).first()).toBeVisible();
});

test('deletes what is selected, and names what failed', async ({ home, server }) => {
  await openWithRuns(home, server);
  const before = await rowsOf(home).count();
  await expect(rowsOf(home).first()).toContainText('What is 7 + 8?');
  for (const at of [0, 1]) await rowsOf(home).nth(at).getByRole('checkbox').check();
  let fails = 1;
  await home.route('**/trpc/runs.delete*', (route) => (fails-- > 0 ? route.abort() : route.continue()));
  await home.getByRole('button', { name: 'Delete' }).click();
  const dialog = home.getByRole('alertdialog');
  await expect(dialog).toContainText('Delete 2 runs?');
  await expect(dialog).toContainText('figures and cost stay');
  await dialog.getByRole('button', { name: 'Delete 2 runs' }).click();
  await expect(dialog).toContainText('1 run deleted, 1 not:');
  await expect(dialog).toContainText('What is 7 + 8?');
  await dialog.getByRole('button', { name: 'Try those again' }).click();
  await expect(dialog).toBeHidden();
  await expect(rowsOf(home)).toHaveCount(before - 2);
  await home.reload();
  await expect(rowsOf(home)).toHaveCount(before - 2);
});

test('new runs are counted, not inserted, and rows change where they are', async ({ home, server }) => {
  await openWithRuns(home, server);
  const ids = await rowsOf(home).evaluateAll((rows) => rows.map((row) => row.dataset['run']));
  const goOn = holdModels(server, longMiddle);
  const runId = await start(home, longPrompt);
  await home.getByRole('button', { name: '1 new, show' }).click();
  await expect(rowsOf(home).first()).toHaveAttribute('data-run', runId);
  await expect(rowsOf(home).first()).toContainText('running');
  await expect(rowsOf(home)).toHaveCount(ids.length + 1);
  await start(home, 'What is 1 + 1?');
  await expect(home.getByRole('button', { name: '1 new, show' })).toBeVisible();
  await expect(rowsOf(home)).toHaveCount(ids.length + 1);
  goOn();
  await expect(rowsOf(home).first()).toContainText('The result is 172.');
  await expect(rowsOf(home).first()).toHaveAttribute('data-run', runId);
});

for (const late of ['list', 'stream'] as const) {
  test(`a run that ends while the page is loaded is seen to have ended, when the ${late} comes late`, async ({
    home,
    server,
  }) => {
    await openWithRuns(home, server);
    const goOn = holdModels(server, longMiddle);
    const runId = await start(home, longPrompt);
    const page = await home.context().newPage();
    const asked = Promise.withResolvers<void>();
    const isOver = Promise.withResolvers<void>();
    if (late === 'list') {
      await page.route(/runs\.list/, async (route) => {
        const response = await route.fetch();
        asked.resolve();
        await isOver.promise;
        await route.fulfill({ response });
      });
    } else {
      await page.route(/live\.watch/, async (route) => {
        asked.resolve();
        await isOver.promise;
        await route.continue();
      });
    }
    await page.goto('/runs');
    await asked.promise;
    if (late === 'stream') await expect(rowsOf(page).first()).toContainText('running');
    goOn();
    // the page beside has heard of it
    await home.getByRole('button', { name: '1 new, show' }).click();
    await expect(rowsOf(home).first()).toHaveAttribute('data-run', runId);
    await expect(rowsOf(home).first()).toContainText('completed');
    isOver.resolve();
    await expect(rowsOf(page).first()).toHaveAttribute('data-run', runId);
    await expect(rowsOf(page).first()).toContainText('completed');
  });
}

test('exports the rows, and text stays text', async ({ home, server }) => {
  await openWithRuns(home, server);
  await start(home, '=1+1');
  await home.getByRole('button', { name: '1 new, show' }).click();
  await expect(rowsOf(home).first()).toContainText('=1+1');
  const saved = home.waitForEvent('download');
  await home.getByRole('button', { name: 'Export CSV' }).click();
  const stream = await (await saved).createReadStream();
  const text = (await stream.setEncoding('utf8').toArray()).join('');
  expect(text.split('\r\n')[1]).toContain(",'=1+1,");
});
