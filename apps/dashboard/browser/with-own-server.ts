import type { ServerProcess } from '@signalbox/testing/server-process';

import { test } from './journey.ts';
import { lendServer } from './lend-server.ts';

/** Journeys against a server of one file's own: nothing is in it, and no other file counts into its limits. */
export const withOwnServer = () =>
  test.extend<object, { readonly server: ServerProcess }>({
    server: [
      // oxlint-disable-next-line no-empty-pattern -- the form that the runner asks for
      ({}, use) => lendServer(use),
      { scope: 'worker' },
    ],
  });
