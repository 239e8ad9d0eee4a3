import { test } from './journey.ts';
import { ServerProcess } from './server-process.ts';

/** Journeys against a server of one file's own: nothing is in it, and no other file counts into its limits. */
export const withOwnServer = () =>
  test.extend<object, { readonly server: ServerProcess }>({
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
  });
