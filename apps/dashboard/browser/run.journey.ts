import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base, type Browser, type Download, type Locator, type Page } from '@playwright/test';
import type { ServerProcess } from '@signalbox/testing/server-process';

import { expectClean } from './expect-clean.ts';
import { holdModels } from './hold-models.ts';
import { readSteps, stepsOf } from './journey.ts';
import { signIn } from './sign-in.ts';
import { startServer } from './start-server.ts';

const ledgerTools = join(import.meta.dirname, '../../../packages/testing/src/ledger');

interface Turn {
  readonly think?: string;
  readonly text?: string;
  readonly calls?: readonly { readonly tool: string; readonly arguments: object }[];
  readonly error?: { readonly kind: string; readonly times: number };
  readonly hang?: true;
}

interface Place {
  readonly server: ServerProcess;
  readonly ledger: string;
  readonly session: Awaited<ReturnType<typeof signIn>>;
}

const test = base.extend<{ home: Page }, { place: Place }>({
  place: [
    // oxlint-disable-next-line no-empty-pattern -- the form that the runner asks for
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'signalbox-run-'));
      const env = { SIGNALBOX_TOOLS_DIR: ledgerTools, PROVIDER_LEDGER: join(folder, 'provider.jsonl') };
      const server = await startServer({ program: 'prove/servers/held-server.ts', env });
      await use({ server, ledger: join(folder, 'ledger.jsonl'), session: await signIn(server) });
      await server.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  home: async ({ browser, place }, use) => {
    const page = await openPage(browser, place);
    await use(page);
    await page.context().close();
  },
});

/** A page of a browser of its own. */
const openPage = async (browser: Browser, { server, session }: Place): Promise<Page> => {
  const context = await browser.newContext({
    baseURL: server.url,
    storageState: session,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return context.newPage();
};

/** Starts a run without a page: of the demo model by a question, of the scripted one by its turns. */
const start = async ({ server }: Place, page: Page, asked: string | readonly Turn[]): Promise<string> => {
  const script = typeof asked === 'string' ? null : JSON.stringify({ run: crypto.randomUUID(), turns: asked });
  const data = script === null ? { message: asked } : { message: script, model: 'scripted/any' };
  const started = await page.request.post('/trpc/runs.start', { data, headers: { origin: server.url } });
  const runId = /"runId":"([\da-f-]{36})"/.exec(await started.text())?.[1];
  if (runId === undefined) throw new Error(`no run began: ${started.status()}`);
  return runId;
};

/** Opens a run and waits for its end. */
const openEnded = async (page: Page, runId: string): Promise<void> => {
  await page.goto(`/runs/${runId}`);
  await expect(stepsOf(page, 'end')).toBeVisible();
};

const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: /^Step / });
const selectedStep = (page: Page): Locator => page.locator('[data-step][aria-current=step]');

const calculation = 'What is 5 + 10, then multiply by 3?';
const noted = (ledger: string, value: string) => ({ calls: [{ tool: 'ledger_write', arguments: { ledger, value } }] });

test('three views by tab, key and address', async ({ home, place }) => {
  await openEnded(home, await start(place, home, calculation));
  const { pathname } = new URL(home.url());
  await expect(home.getByRole('tab', { name: 'Transcript' })).toHaveAttribute('aria-selected', 'true');
  await expect(stepsOf(home).first()).toHaveAttribute('aria-setsize', '8');
  await expectClean(home, 'transcript');

  await home.keyboard.press('2');
  await expect(home).toHaveURL(`${pathname}?view=timeline`);
  const rows = home.getByRole('region', { name: 'Timeline' }).getByRole('button');
  await expect(rows).toHaveText([/^Queued/, /^demo/, /^calculator/, /^demo/, /^calculator/, /^demo/]);
  await expectClean(home, 'timeline');

  await home.keyboard.press('3');
  await expect(home).toHaveURL(`${pathname}?view=log`);
  const log = home.getByRole('region', { name: 'Log' });
  await expect(log.getByRole('button')).toHaveCount(17);
  await home.reload();
  await expect(log.getByRole('button').last()).toContainText('run-end');
  await expectClean(home, 'log');

  await home.keyboard.press('1');
  await expect(home).toHaveURL(pathname);
  await expect(stepsOf(home, 'answer')).toContainText('The result is 45.');
});

test('a call under way shows how far its tool is, to who comes late too, until it ends', async ({ home, place }) => {
  const long = { ledger: place.ledger, value: 'slow', delayMs: 60_000 };
  const runId = await start(place, home, [{ calls: [{ tool: 'ledger_read', arguments: long }] }, { text: 'done' }]);
  const said = 'about to note slow';
  await home.goto(`/runs/${runId}`);
  const card = stepsOf(home, 'tool-call');
  await expect(card.getByRole('progressbar', { name: said })).toHaveAttribute('aria-valuenow', '50');
  await expect(home.getByText(`Running ledger_read: ${said}`)).toBeVisible();
  await expectClean(home, 'progress');
  await home.goto(`/runs/${runId}?view=timeline`);
  await expect(home.getByRole('button', { name: /ledger_read/ })).toContainText(said);
  await home.goto(`/runs/${runId}`);
  await expect(card).toContainText(said);
  const headers = { origin: place.server.url };
  expect((await home.request.post('/trpc/runs.cancel', { data: { runId }, headers })).status()).toBe(200);
  await expect(stepsOf(home, 'end')).toBeVisible();
  await expect(home.getByText(said)).toBeHidden();
});

test('goes through the steps by the keyboard; a step has an address', async ({ home, place, browser }) => {
  const runId = await start(place, home, calculation);
  await openEnded(home, runId);
  await home.keyboard.press('j');
  await expect(selectedStep(home)).toHaveAttribute('data-step', 'request');
  for (const step of ['demo-notice', 'thought', 'tool-call']) {
    await home.keyboard.press('j');
    await expect(selectedStep(home)).toHaveAttribute('data-step', step);
  }
  await expect(panelOf(home)).toBeHidden();
  await home.keyboard.press('Enter');
  await expect(panelOf(home)).toContainText('Step 4 · Tool call');
  await expect(panelOf(home)).toContainText('5 + 10 = 15');
  await expectClean(home, 'panel of a tool call');
  await home.keyboard.press('k');
  await expect(home).toHaveURL(`/runs/${runId}?step=3`);
  await expect(panelOf(home)).toContainText('First I need to add 5 and 10.');
  await expect(panelOf(home)).toContainText('demo/demo');
  await panelOf(home).getByRole('tab', { name: 'Raw' }).click();
  await expect(panelOf(home)).toContainText('"agent-thought"');
  await expectClean(home, 'raw step');
  await panelOf(home).getByRole('tab', { name: 'Timing' }).click();
  await expect(panelOf(home)).toContainText('Since the request');
  await panelOf(home).getByRole('button', { name: 'Copy link to this step' }).click();
  const link = await home.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${place.server.url}/runs/${runId}?step=3`);
  await home.keyboard.press('Escape');
  await expect(panelOf(home)).toBeHidden();
  await expect(home).toHaveURL(`/runs/${runId}`);

  const other = await openPage(browser, place);
  await other.goto(link);
  await expect(panelOf(other)).toContainText('Step 3 · Thought');
  await expect(selectedStep(other)).toHaveAttribute('data-step', 'thought');
  await other.setViewportSize({ width: 390, height: 844 });
  await expect(other.getByRole('dialog', { name: /^Step 3/ })).toBeVisible();
  await expectClean(other, 'step on a phone');
  await other.context().close();
});

test('finds a text, also where it is folded away', async ({ home, place }) => {
  const think = `Where is it?\n${'Not here.\n'.repeat(20)}The needle is here.`;
  const turns = [{ think, ...noted(place.ledger, 'needle') }, { text: 'I found the **needle**.' }];
  await openEnded(home, await start(place, home, turns));
  await home.keyboard.press('/');
  const line = home.getByRole('textbox', { name: 'Find in this run' });
  await expect(line).toBeFocused();
  const count = home.getByRole('search').locator('xpath=../..').getByRole('status');
  await home.keyboard.type('no such words');
  await expect(count).toHaveText('Not found');
  await line.fill('Needle');
  await expect(count).toHaveText(/^\d+ hits in 4 steps$/);
  const thought = stepsOf(home, 'thought');
  await expect(thought).not.toContainText('The needle is here.');
  await home.keyboard.press('Enter');
  await expect(count).toHaveText('Step 1 of 4');
  await home.getByRole('region', { name: 'Transcript' }).focus();
  await home.keyboard.press('n');
  await expect(count).toHaveText('Step 2 of 4');
  await expect(selectedStep(home)).toHaveAttribute('data-step', 'thought');
  await expect(thought.getByText('The needle is here.')).toBeInViewport();
  await home.keyboard.press('n');
  await home.keyboard.press('n');
  await expect(selectedStep(home)).toHaveAttribute('data-step', 'answer');
  await home.keyboard.press('Shift+N');
  await expect(count).toHaveText('Step 3 of 4');
  await expect(selectedStep(home)).toHaveAttribute('data-step', 'tool-call');
  await expectClean(home, 'hits');
});

test('a failed run opens at the step that ended it, and says why and what to do', async ({ home, place }) => {
  const turns = [noted(place.ledger, 'before the fault'), { error: { kind: 'auth', times: 9 } }];
  await openEnded(home, await start(place, home, turns));
  await expect(home).toHaveTitle(/^failed · /);
  const box = home.getByRole('region', { name: 'Why it failed' });
  await expect(box).toContainText('model.failed');
  await expect(box).toContainText('scripted auth');
  await expect(box).toContainText('It ran 1 call that may have changed something: ledger_write.');
  await expect(box).toContainText('When the key is right, run it again.');
  await expect(box.getByRole('link', { name: '1 run with this error in 24 h' })).toBeVisible();
  await expect(selectedStep(home)).toHaveAttribute('data-step', 'discard');
  await expect(selectedStep(home)).toBeInViewport();
  await expectClean(home, 'failed');
  await box.getByRole('button', { name: 'Open the step that ended it' }).click();
  await expect(panelOf(home)).toContainText('Attempt thrown away');

  await home.getByRole('button', { name: 'Run again' }).click();
  const dialog = home.getByRole('alertdialog', { name: 'Run again?' });
  await expect(dialog).toContainText('It may repeat 1 write: ledger_write.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await box.getByRole('link', { name: /with this error/ }).click();
  await expect(home).toHaveURL(/\/runs\?status=failed&error=model\.failed&error-message=scripted\+auth&from=[^&]+$/);
  await expect(home.getByRole('link', { name: /before the fault/ })).toHaveCount(1);
});

test('a crash: one run is resumed, another asks a person, and both pages see the decision', async ({
  home,
  place,
  browser,
}) => {
  test.setTimeout(90_000);
  const { server, ledger } = place;
  const readLedger = (): string => (existsSync(ledger) ? readFileSync(ledger, 'utf8') : '');
  // no call gets to its end before the crash
  const heldBy = `${ledger}.held`;
  writeFileSync(heldBy, '');
  const read = { calls: [{ tool: 'ledger_read', arguments: { ledger, value: 'cut-off read', heldBy } }] };
  const write = { calls: [{ tool: 'ledger_write', arguments: { ledger, value: 'cut-off write', heldBy } }] };
  const resumed = await start(place, home, [read, { text: 'It was read.' }]);
  const asking = await start(place, home, [write, { text: 'It was written.' }]);
  await expect.poll(readLedger).toMatch(/cut-off read[^]*cut-off write|cut-off write[^]*cut-off read/);
  await server.kill();
  rmSync(heldBy);
  await server.start();

  await openEnded(home, resumed);
  await expect(stepsOf(home, 'resume')).toContainText(/Resumed after a restart, .* later/);
  await expect(home.getByRole('term').filter({ hasText: 'Resumed' }).locator('..')).toContainText('1×');
  await expect(stepsOf(home, 'answer')).toContainText('It was read.');
  await expectClean(home, 'resumed');

  const other = await openPage(browser, place);
  for (const page of [home, other]) {
    await page.goto(`/runs/${asking}`);
    await expect(page.getByText('Did ledger_write happen?')).toBeVisible();
    await expect(page).toHaveTitle(/^waiting · /);
  }
  await expect(selectedStep(home)).toHaveCount(0);
  await expectClean(home, 'waiting');
  await home.getByRole('button', { name: 'It happened' }).click();
  const dialog = home.getByRole('alertdialog', { name: 'It happened?' });
  await expect(dialog).toContainText('is not run again');
  await expectClean(home, 'decision');
  await dialog.getByLabel('Note').fill('Seen in the ledger');
  await dialog.getByRole('button', { name: 'It happened' }).click();
  for (const page of [home, other]) {
    await expect(page.getByText('owner decided: it happened (Seen in the ledger)')).toBeVisible();
    await expect(stepsOf(page, 'answer')).toContainText('It was written.');
    await expect(page.getByRole('button', { name: 'It happened' })).toBeHidden();
    await expect(page).toHaveTitle(/^completed · /);
  }
  await other.context().close();
});

const readText = async (saved: Promise<Download>): Promise<string> => {
  const stream = await (await saved).createReadStream();
  return (await stream.setEncoding('utf8').toArray()).join('');
};

test('exports the run, deletes it, and knows it no more', async ({ home, place, browser }) => {
  const runId = await start(place, home, calculation);
  await openEnded(home, runId);
  const choose = async (name: string): Promise<void> => {
    await home.getByRole('button', { name: 'More about this run' }).click();
    await home.getByRole('menuitem', { name }).click();
  };
  const savedJson = home.waitForEvent('download');
  await choose('Export JSON');
  const run: unknown = JSON.parse(await readText(savedJson));
  expect(run).toMatchObject({ id: runId, status: 'completed', events: { length: 17 } });
  const savedMarkdown = home.waitForEvent('download');
  await choose('Export Markdown');
  const markdown = await readText(savedMarkdown);
  for (const part of [runId, calculation, '5 + 10 = 15', '15 * 3 = 45', 'The result is 45.']) {
    expect(markdown).toContain(part);
  }

  const other = await openPage(browser, place);
  await openEnded(other, runId);
  await choose('Delete run');
  const dialog = home.getByRole('alertdialog', { name: 'Delete this run?' });
  await expect(dialog).toContainText('figures and cost stay');
  await expectClean(home, 'deleting');
  await dialog.getByRole('button', { name: 'Delete run' }).click();
  await expect(home).toHaveURL('/runs');
  await expect(home.getByText('Run deleted')).toBeVisible();
  await expect(other.getByRole('heading', { name: 'This run was deleted' })).toBeVisible();
  await other.context().close();
  for (const id of [runId, 'no-such-id']) {
    await home.goto(`/runs/${id}`);
    await expect(home.getByRole('heading', { name: 'There is no run with this id' })).toBeVisible();
    await expect(home.getByText(id, { exact: true })).toBeVisible();
  }
  await expectClean(home, 'unknown');
});

test('who comes in mid-stream has the whole text, once', async ({ home, place, browser }) => {
  const words = Array.from({ length: 1200 }, (_, index) => `word${index}`).join(' ');
  const goOn = holdModels(place.server, 'word200 ');
  const runId = await start(place, home, [{ text: words }]);
  await home.goto(`/runs/${runId}`);
  await expect(stepsOf(home, 'live')).toContainText('word0 word1 ');
  await expect(stepsOf(home, 'live')).toContainText('word200 ');
  const late = await openPage(browser, place);
  await late.goto(`/runs/${runId}`);
  await expect(stepsOf(late, 'live')).toContainText('word0 word1 ');
  goOn();
  for (const page of [home, late]) {
    await expect(stepsOf(page, 'end')).toBeVisible();
    await expect(stepsOf(page, 'live')).toHaveCount(0);
    await expect(stepsOf(page, 'answer').locator('p').first()).toHaveText(words);
    expect(await readSteps(page)).toEqual(['1 request', '4 answer', '5 end']);
  }
  await late.context().close();
});

test('a run is stopped, after it is said what stays', async ({ home, place }) => {
  const runId = await start(place, home, [{ text: 'I will never end.', hang: true }]);
  await home.goto(`/runs/${runId}`);
  await expect(stepsOf(home, 'live')).toContainText('I will never end.');
  await expect(home.getByText('Asking any')).toBeVisible();
  await expectClean(home, 'running');
  await home.getByRole('button', { name: 'Stop' }).click();
  const dialog = home.getByRole('alertdialog', { name: 'Stop this run?' });
  await expect(dialog).toContainText('No tool was run yet.');
  await dialog.getByRole('button', { name: 'Stop run' }).click();
  await expect(stepsOf(home, 'end')).toContainText('stopped by owner');
  await expect(home.getByRole('button', { name: 'Run again' })).toBeVisible();
  await expectClean(home, 'cancelled');
});
