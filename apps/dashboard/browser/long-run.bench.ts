import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { ServerProcess } from '@signalbox/testing/server-process';

import { stepsOf } from './journey.ts';
import { signIn } from './sign-in.ts';

const insertProgram = join(import.meta.dirname, '../../server/bench/insert-long-runs.main.ts');
const rounds = 3;
/** Opening, and the longest task while somebody scrolls or something new arrives. */
const bounds = { openMs: 2000, taskMs: 100 } as const;

const readIds = (output: string): readonly [completed: string, waiting: string] => {
  const [completed, waiting] = output.match(/[\da-f-]{36}/g) ?? [];
  if (completed === undefined || waiting === undefined) throw new Error(`no runs were inserted: ${output}`);
  return [completed, waiting];
};

/** Notes when the first step stands in the page, and its long tasks. */
const watchPage = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const counts = { shownMs: 0, longestMs: 0, longTasks: 0 };
    Object.assign(globalThis, { counts });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        counts.longTasks += 1;
        counts.longestMs = Math.max(counts.longestMs, Math.round(duration));
      }
    }).observe({ entryTypes: ['longtask'] });
    const look = (): void => {
      if (document.querySelector('[data-step]')) counts.shownMs = Math.round(performance.now());
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
};

interface Counts {
  readonly shownMs: number;
  readonly longestMs: number;
  readonly longTasks: number;
}

/** What was noted since the last reading. */
const readCounts = (page: Page): Promise<Counts> =>
  page.evaluate(
    () =>
      new Promise<Counts>((resolve) => {
        // long tasks are told of a moment later
        setTimeout(() => {
          const counts: Counts = Reflect.get(globalThis, 'counts');
          resolve({ ...counts });
          Object.assign(counts, { longestMs: 0, longTasks: 0 });
        }, 300);
      }),
  );

/** Turns the wheel for a while, then jumps through the whole. */
const scroll = async (page: Page, region: string): Promise<void> => {
  const box = page.getByRole('region', { name: region });
  await box.hover();
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, turn < 40 ? 600 : -1500);
    await page.evaluate(() => new Promise((resolve) => void requestAnimationFrame(resolve)));
  }
  for (const part of [0.25, 0.5, 0.75, 1, 0.1]) {
    await box.evaluate(async (element, at) => {
      element.scrollTop = element.scrollHeight * at;
      await new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, part);
  }
};

const views = [
  ['transcript', 'Transcript'],
  ['timeline', 'Timeline'],
  ['log', 'Log'],
] as const;

const measureReading = async (context: BrowserContext, runId: string): Promise<Record<string, number>> => {
  const page = await context.newPage();
  await watchPage(page);
  await page.goto(`/runs/${runId}`);
  await stepsOf(page, 'request').waitFor();
  await page
    .getByText('40,006')
    .first()
    .waitFor({ state: 'attached', timeout: 1 })
    .catch(() => undefined);
  const opened = await readCounts(page);
  const figures: Record<string, number> = { openMs: opened.shownMs, 'opening task': opened.longestMs };
  for (const [view, region] of views) {
    await page.getByRole('tab', { name: region }).click();
    await page.getByRole('region', { name: region }).waitFor();
    figures[`${view} task, shown`] = (await readCounts(page)).longestMs;
    await scroll(page, region);
    figures[`${view} task`] = (await readCounts(page)).longestMs;
  }
  await page.close();
  return figures;
};

/** A decision on the waiting run, which comes to an open page with what follows from it. */
const measureLive = async (context: BrowserContext, { url }: ServerProcess, runId: string) => {
  const page = await context.newPage();
  await watchPage(page);
  await page.goto(`/runs/${runId}`);
  await page.getByText(/Did .* happen\?/).waitFor();
  const opened = await readCounts(page);
  const callId = `${runId}.40000`;
  const data = { runId, callId, decision: 'stop' };
  const decided = await page.request.post('/trpc/runs.decide', { data, headers: { origin: url } });
  if (!decided.ok()) throw new Error(`deciding failed: ${await decided.text()}`);
  await stepsOf(page, 'end').waitFor();
  const { longestMs } = await readCounts(page);
  await page.close();
  return { 'openMs, live': opened.shownMs, 'live task': longestMs };
};

/** The least of each figure: what else the machine does only adds. */
const toBest = (all: readonly Record<string, number>[]): Record<string, number> => {
  const best: Record<string, number> = {};
  for (const one of all) {
    for (const [name, value] of Object.entries(one)) best[name] = Math.min(best[name] ?? Infinity, value);
  }
  return best;
};

/**
 * How long a run of ten thousand steps takes to open, and how long the page stands still while it is read and while
 * something new arrives. Run by hand: `node browser/long-run.bench.ts` after `vite build`. Fails over its bounds.
 */
const measure = async (): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-long-'));
  const server = new ServerProcess({ env: { SIGNALBOX_DATA_DIR: dataDir } });
  await server.start();
  const storageState = await signIn(server);
  await server.kill();
  const inserted = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', insertProgram, dataDir]);
  const [completed, waiting] = readIds(inserted.toString());
  await server.start();
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const context = await browser.newContext({ storageState, baseURL: server.url });
    const readings: Record<string, number>[] = [];
    for (let round = 0; round < rounds; round += 1) readings.push(await measureReading(context, completed));
    const best = { ...toBest(readings), ...(await measureLive(context, server, waiting)) };
    console.log({ readings, best, bounds });
    const isOver = ([name, value]: [string, number]): boolean =>
      value > (name.startsWith('open') ? bounds.openMs : bounds.taskMs);
    const over = Object.entries(best).filter(isOver);
    if (over.length > 0) throw new Error(`over the bounds: ${over.map(([name]) => name).join(', ')}`);
  } finally {
    await browser.close();
    await server.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

await measure();
