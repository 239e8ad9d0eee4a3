import {
  expect,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  type Route,
} from '@playwright/test';
import type { ServerProcess } from '@signalbox/testing/server-process';

import { findViolations } from './expect-clean.ts';
import { test } from './journey.ts';
import { signIn } from './sign-in.ts';

const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const listPages = [
  '/',
  '/playground',
  '/playground?columns=assistant,assistant@1,bare-model:demo/demo,gone,no!',
  '/agents',
  '/agents/new',
  '/agents/assistant',
  '/agents/assistant?tab=definition',
  '/agents/assistant?tab=versions&version=v1',
  '/agents/assistant?tab=runs',
  '/agents/assistant?tab=activity',
  '/agents/assistant?tab=use',
  '/runs',
  '/activity',
  '/activity?q=hello&status=failed',
  '/inbox',
  '/tools',
  '/tools/calculator',
  '/analytics',
  '/analytics?measure=p95&by=model&range=7d',
  '/settings',
  '/settings/workspace',
  '/settings/models',
  '/settings/keys',
  '/settings/ingestion',
  '/settings/system',
  '/settings/about',
];
/** One of each: their tabs and filters wait and fail alike. */
const pages = listPages.filter((path) => !path.includes('?'));
const anyRun = '/runs/01a1f000-0000-7000-8000-000000000000';

/** Says what axe finds, that the page is no wider than the window, and in the shell no longer: what scrolls is in it. */
const expectClean = async (page: Page, what: string): Promise<void> => {
  expect.soft(await findViolations(page), what).toEqual([]);
  const size = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { scrollWidth, clientWidth, scrollHeight, clientHeight };
  });
  expect.soft(size.scrollWidth, `${what} is as wide as the window`).toBe(size.clientWidth);
  if ((await page.locator('main#main').count()) === 0) return;
  expect.soft(size.scrollHeight, `${what} is as long as the window`).toBe(size.clientHeight);
};

/** Answers every request of a page but who looks and the live stream. */
const answerAll = async (context: BrowserContext, answer: (route: Route) => Promise<void>): Promise<void> => {
  await context.route('**/trpc/**', (route) =>
    /viewer\.get|live\.watch/.test(route.request().url()) ? route.fallback() : answer(route),
  );
  await context.route('**/auth/*-session*', answer);
};

/** Starts a run without a page and gives its id when it has ended. */
const startRun = async ({ request }: BrowserContext, url: string): Promise<string> => {
  const headers = { origin: url };
  const started = await request.post('/trpc/runs.start', { data: { message: 'What is 5 + 10, times 3?' }, headers });
  const runId = /"runId":"([0-9a-f-]{36})"/.exec(await started.text())?.[1];
  if (runId === undefined) throw new Error(`no run began: ${started.status()}`);
  const input = encodeURIComponent(JSON.stringify({ runId }));
  await expect
    .poll(async () => (await request.get(`/trpc/runs.get?input=${input}`, { headers })).text())
    .toContain('"status":"completed"');
  return runId;
};

/** Looks at each page once nothing in it loads any more. */
const lookAt = async (page: Page, paths: readonly string[]): Promise<void> => {
  for (const path of paths) {
    await page.goto(path);
    await expect(page.locator('main h1').first()).toBeVisible();
    await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
    await expectClean(page, path);
  }
};

interface Place {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: ServerProcess;
}

/** What is looked at in every theme and size, by what is wrong there. */
const states: Record<string, (place: Place) => Promise<void>> = {
  'with runs': async ({ page, context, server }) => {
    const runId = await startRun(context, server.url);
    await lookAt(page, [...listPages, `/runs/${runId}`]);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option', { name: /What is 5/ }).first()).toBeVisible();
    await expectClean(page, 'palette');
    await page.keyboard.type('no such thing');
    await expect(page.getByText(/^Nothing matches/)).toBeVisible();
    await expectClean(page, 'empty palette');
  },
  loading: async ({ page, context }) => {
    await answerAll(context, () => new Promise(() => {}));
    for (const path of [...pages, anyRun]) {
      await page.goto(path);
      await expect(page.locator('main#main')).toBeVisible();
      await expectClean(page, path);
    }
  },
  failed: async ({ page, context }) => {
    await answerAll(context, (route) => route.fulfill({ status: 500, json: { error: { message: 'Broken' } } }));
    await lookAt(page, [...pages, anyRun]);
  },
  disconnected: async ({ page, context }) => {
    // being offline cuts no stream that stands already, and its pings would be heard
    await context.route('**/trpc/live.watch**', () => new Promise(() => {}));
    await page.clock.install();
    await page.goto('/settings');
    await expect(page.getByText('this one')).toBeVisible();
    await context.setOffline(true);
    await expect(async () => {
      // an answer that was under way is still heard, and the silence counts from there
      await page.clock.fastForward(35_000);
      await expect(page.getByText(/^Live updates stopped at/)).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expectClean(page, 'disconnected');
  },
};

const withPage = async (
  browser: Browser,
  { server, ...options }: BrowserContextOptions & { readonly server: ServerProcess },
  use: (place: Place) => Promise<void>,
): Promise<void> => {
  const context = await browser.newContext({ ...options, baseURL: server.url });
  await use({ page: await context.newPage(), context, server });
  await context.close();
};

// themes change colours and sizes change places: two looks have both of both
for (const [colorScheme, size] of [
  ['light', 'wide'],
  ['dark', 'phone'],
] as const) {
  const look = {
    colorScheme,
    viewport: sizes[size],
    hasTouch: size === 'phone',
    reducedMotion: 'reduce' as const,
  };

  test.describe(`axe finds nothing and nothing scrolls sideways: ${colorScheme}, ${size}`, () => {
    test.setTimeout(120_000);

    test('before somebody is in', async ({ browser, server, session }) => {
      expect(session.cookies).not.toEqual([]);
      await withPage(browser, { ...look, server }, ({ page }) =>
        lookAt(page, ['/', '/setup?token=wrong', '/setup', '/nowhere', '/docs']),
      );
    });

    test('empty', async ({ browser, newServer: server }) => {
      const storageState = await signIn(server);
      await withPage(browser, { ...look, server, storageState }, ({ page }) => lookAt(page, listPages));
    });

    for (const [state, check] of Object.entries(states)) {
      test(state, async ({ browser, server, session: storageState }) => {
        await withPage(browser, { ...look, server, storageState }, check);
      });
    }
  });
}
