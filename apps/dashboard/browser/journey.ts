import { expect, test as base, type Locator, type Page } from '@playwright/test';
import type { ServerProcess } from '@signalbox/testing/server-process';

import { lendServer } from './lend-server.ts';
import { signIn } from './sign-in.ts';

/** What the demo model calculates in eighteen steps. */
export const longPrompt = `What is 1 + 1${Array.from({ length: 17 }, (_, index) => `, then add ${index + 2}`).join('')}?`;
export const longAnswer = 'The result is 172.';
/** What it writes before the fifth of them, to be held there: in the middle of a thought, with four calls behind it. */
export const longMiddle = 'Got 11. ';

interface WorkerFixtures {
  readonly server: ServerProcess;
  readonly session: Awaited<ReturnType<typeof signIn>>;
}

interface Fixtures {
  /** A server that nobody has set up. */
  readonly newServer: ServerProcess;
  /** A page of somebody who is signed in. */
  readonly home: Page;
  /** Calls a procedure that changes something, as the same. */
  readonly change: (path: string, data: object) => Promise<void>;
}

/** Journeys against one real server, which the worker starts and ends. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- the form that the runner asks for
    ({}, use) => lendServer(use),
    { scope: 'worker' },
  ],
  session: [async ({ server }, use) => use(await signIn(server)), { scope: 'worker' }],
  // oxlint-disable-next-line no-empty-pattern -- the form that the runner asks for
  newServer: ({}, use) => lendServer(use),
  home: async ({ browser, server, session }, use) => {
    const context = await browser.newContext({ storageState: session, baseURL: server.url });
    await use(await context.newPage());
    await context.close();
  },
  change: ({ home, server }, use) =>
    use(async (path, data) => {
      const answer = await home.request.post(`/trpc/${path}`, { data, headers: { origin: server.url } });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    }),
});

/** The steps that a page shows, of one kind or all. */
export const stepsOf = (page: Page, type?: string): Locator =>
  page.locator(type === undefined ? '[data-step]' : `[data-step="${type}"]`);

/** Kinds and seqs of the steps that a page shows, in their order. */
export const readSteps = (page: Page): Promise<string[]> =>
  stepsOf(page).evaluateAll((steps) => steps.map((step) => `${step.dataset['seq']} ${step.dataset['step']}`));

/** Writes a message and sends it by the keyboard. */
export const ask = async (page: Page, message: string): Promise<void> => {
  await page.getByRole('textbox').fill(message);
  await page.keyboard.press('Enter');
};
