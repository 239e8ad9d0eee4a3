import { test as base, type APIRequestContext, type Locator, type Page } from '@playwright/test';

import { ServerProcess } from './server-process.ts';

export const account = { email: 'owner@example.com', password: 'a good password' } as const;

/** What the demo model calculates in eighteen steps: long enough to leave and come back. */
export const longPrompt = `What is 1 + 1${Array.from({ length: 17 }, (_, index) => `, then add ${index + 2}`).join('')}?`;
export const longAnswer = 'The result is 172.';

type Session = Awaited<ReturnType<APIRequestContext['storageState']>>;

interface WorkerFixtures {
  readonly server: ServerProcess;
  readonly session: Session;
}

interface Fixtures {
  /** A server that nobody has set up. */
  readonly newServer: ServerProcess;
  /** A page of somebody who is signed in. */
  readonly home: Page;
}

/** Journeys against one real server, which the worker starts and ends. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- the form that the runner asks for
    async ({}, use) => {
      const server = new ServerProcess();
      await server.start();
      await use(server);
      await server.dispose();
    },
    { scope: 'worker' },
  ],
  session: [
    async ({ server, playwright }, use) => {
      const request = await playwright.request.newContext({
        baseURL: server.url,
        extraHTTPHeaders: { origin: server.url },
      });
      const token = new URL(server.setupUrl).searchParams.get('token');
      const setUp = await request.post('/auth/setup', { data: { token, ...account } });
      const signIn = setUp.ok() ? setUp : await request.post('/auth/sign-in/email', { data: account });
      if (!signIn.ok()) throw new Error(`signing in failed: ${signIn.status()} ${await signIn.text()}`);
      await use(await request.storageState());
      await request.dispose();
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- the form that the runner asks for
  newServer: async ({}, use) => {
    const server = new ServerProcess();
    await server.start();
    await use(server);
    await server.dispose();
  },
  home: async ({ browser, server, session }, use) => {
    const context = await browser.newContext({ storageState: session, baseURL: server.url });
    await use(await context.newPage());
    await context.close();
  },
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
