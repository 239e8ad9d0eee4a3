import { expect, test as base, type Page } from '@playwright/test';
import { ServerProcess } from '@signalbox/testing/server-process';

import { signIn } from './sign-in.ts';
import { vendorKey } from './vendor-server.ts';

interface Place {
  readonly server: ServerProcess;
  readonly session: Awaited<ReturnType<typeof signIn>>;
}

/** Journeys of connections: against a server of the file's own, with these settings beside those of every journey. */
export const withVendors = (env: Readonly<Record<string, string>> = {}) =>
  base.extend<{ readonly home: Page }, { readonly place: Place }>({
    place: [
      // oxlint-disable-next-line no-empty-pattern -- the form that the runner asks for
      async ({}, use) => {
        // an address where nothing answers: no journey finds an Ollama that it did not start
        const server = new ServerProcess({ env: { OLLAMA_URL: 'http://127.0.0.1:9', LOG_LEVEL: 'trace', ...env } });
        // a first start for real, which has something to log
        await server.start();
        await use({ server, session: await signIn(server) });
        await server.dispose();
      },
      { scope: 'worker' },
    ],
    home: async ({ browser, place: { server, session } }, use) => {
      const context = await browser.newContext({
        baseURL: server.url,
        storageState: session,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      await use(await context.newPage());
      await context.close();
    },
  });

interface Entered {
  /** What the card of the vendor says. */
  readonly card: string;
  readonly name: string;
  readonly address: string;
  /** The one that the mock takes, unless said. */
  readonly key?: string;
}

/** Fills the form of a new connection in, as far as its buttons. */
export const fillConnection = async (page: Page, { card, name, address, key = vendorKey }: Entered): Promise<void> => {
  await page.goto('/settings/models');
  await page.getByRole('button', { name: 'Connect a provider' }).click();
  await page.getByRole('button', { name: new RegExp(`^${card}`) }).click();
  if (card === 'Other compatible server') await page.getByLabel('Name').fill(name);
  await page.getByLabel('Address').fill(address);
  await page.getByLabel('Key').fill(key);
};

/** Presses Connect, and waits until what came of it is tested. */
export const connect = async (page: Page, { name }: Pick<Entered, 'name'>): Promise<void> => {
  await page.getByRole('dialog').getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.locator(`[data-connection=${name}]`)).toContainText(/Works|Test failed/);
};
