import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Page } from '@playwright/test';
import { ServerProcess } from '@signalbox/testing/server-process';

import { ask, longAnswer, longPrompt, stepsOf } from './journey.ts';
import { signIn } from './sign-in.ts';

/** How much slower the page's processor is made than this one. */
const slowdown = 4;

const toPart = (part: number): string => `### Part ${part}

The **scheduler** reads the queue and \`claims\` one row at a time; see [the notes](https://example.com/${part}). It then
waits for the answer, writes each step, and goes on until nothing is left to be done.

- first, the lease is taken for 15 s
- then the log is read and *reduced*

\`\`\`ts
for (const step of run.steps) console.log(step.seq, step.type);
\`\`\`

| step | time | outcome |
| --- | --- | --- |
| ${part} | 12 ms | ok |`;

/** About 2,000 tokens of Markdown: 10 s of stream. */
const markdown = [...Array.from({ length: 16 }, (_, index) => toPart(index + 1)), 'The end.'].join('\n\n');

/** What is streamed at 200 tokens a second: begun by `start`, over when `waitForEnd` is. */
interface Stream {
  readonly start: (page: Page) => Promise<void>;
  readonly waitForEnd: (page: Page) => Promise<void>;
}

const streams: Readonly<Record<string, Stream>> = {
  'an answer of 2,000 tokens of Markdown': {
    start: async (page) => {
      const data = { message: JSON.stringify({ run: 'bench', turns: [{ text: markdown }] }), model: 'scripted/any' };
      const started = await page.request.post('/trpc/runs.start', {
        data,
        headers: { origin: new URL(page.url()).origin },
      });
      const conversationId = /"conversationId":"([0-9a-f-]{36})"/.exec(await started.text())?.[1] ?? '';
      await page.goto(`/playground/${conversationId}`);
      await page.getByRole('heading', { name: 'Part 2' }).waitFor();
    },
    waitForEnd: (page) => page.getByText('The end.', { exact: true }).waitFor({ timeout: 60_000 }),
  },
  'eighteen thoughts, calls and results': {
    start: (page) => ask(page, longPrompt),
    waitForEnd: (page) => stepsOf(page, 'answer').getByText(longAnswer).first().waitFor(),
  },
};

/** Long tasks and frames of the page from now on. */
const countFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const counts = { frames: 0, longTasks: 0, longestMs: 0 };
    Object.assign(globalThis, { counts });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        counts.longTasks += 1;
        counts.longestMs = Math.max(counts.longestMs, Math.round(duration));
      }
    }).observe({ entryTypes: ['longtask'] });
    const next = (): void => {
      counts.frames += 1;
      requestAnimationFrame(next);
    };
    next();
  });

/** What drawing a stream costs, in seconds of script, style, layout and all tasks per 10 s. */
const measure = async (page: Page, { start, waitForEnd }: Stream) => {
  await page.goto('/playground');
  await page.getByRole('textbox').waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const read = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  };
  await start(page);
  await countFrames(page);
  const before = await read();
  await waitForEnd(page);
  const after = await read();
  const spent = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  const seconds = spent('Timestamp');
  const names = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration', 'TaskDuration'];
  const per10s = Object.fromEntries(names.map((name) => [name, ((spent(name) / seconds) * 10).toFixed(2)]));
  const counts: unknown = await page.evaluate(() => Reflect.get(globalThis, 'counts'));
  return { slowdown, seconds: seconds.toFixed(1), per10s, counts };
};

/** Run by hand: `node browser/streaming.bench.ts` after `vite build`. */
const measureAll = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const env = { PROVIDER_LEDGER: join(folder, 'provider.jsonl'), PROVIDER_TOKENS_PER_SECOND: '200' };
  const server = new ServerProcess({ program: 'prove/servers/scripted-server.ts', env });
  await server.start();
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const context = await browser.newContext({ storageState: await signIn(server), baseURL: server.url });
    for (const [name, stream] of Object.entries(streams)) {
      const page = await context.newPage();
      console.log(name, await measure(page, stream));
      await page.close();
    }
  } finally {
    await browser.close();
    await server.dispose();
    rmSync(folder, { recursive: true });
  }
};

await measureAll();
