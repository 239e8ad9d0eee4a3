import { chromium, request, type Page } from '@playwright/test';

import { account, ask, longAnswer, longPrompt, stepsOf } from './journey.ts';
import { ServerProcess } from './server-process.ts';

/** How much slower the page's processor is made than this one. */
const slowdown = 4;

const signIn = async (server: ServerProcess) => {
  const api = await request.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url } });
  const token = new URL(server.setupUrl).searchParams.get('token');
  await api.post('/auth/setup', { data: { token, ...account } });
  const state = await api.storageState();
  await api.dispose();
  return state;
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

/**
 * What drawing a stream of 200 tokens a second costs a slow computer, in seconds of script, style, layout and all tasks
 * per 10 s. Run by hand: `node browser/streaming.bench.ts` after `vite build`.
 */
const measure = async (): Promise<void> => {
  const server = new ServerProcess();
  await server.start();
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const context = await browser.newContext({ storageState: await signIn(server), baseURL: server.url });
    const page = await context.newPage();
    await page.goto('/playground');
    await page.getByRole('textbox').waitFor();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await countFrames(page);
    const read = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return new Map(metrics.map(({ name, value }) => [name, value]));
    };
    const before = await read();
    await ask(page, longPrompt);
    await stepsOf(page, 'answer').getByText(longAnswer).first().waitFor();
    const after = await read();
    const spent = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    const seconds = spent('Timestamp');
    const names = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration', 'TaskDuration'];
    const per10s = Object.fromEntries(names.map((name) => [name, ((spent(name) / seconds) * 10).toFixed(2)]));
    const counts: unknown = await page.evaluate(() => Reflect.get(globalThis, 'counts'));
    console.log({ slowdown, seconds: seconds.toFixed(1), per10s, counts });
  } finally {
    await browser.close();
    await server.dispose();
  }
};

await measure();
