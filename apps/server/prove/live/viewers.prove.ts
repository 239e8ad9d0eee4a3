import { PostgresServer } from '@signalbox/testing/postgres-server';

import { runProof } from '../run-proof.ts';
import { proveViewers } from './viewers.ts';

await runProof({ count: 50_000 }, async ({ count, databaseUrl, ...options }) => {
  const postgres = databaseUrl === undefined ? await PostgresServer.open() : undefined;
  try {
    return await proveViewers({
      ...options,
      viewers: count,
      said: 5,
      saidEveryMs: 4000,
      databaseUrl: databaseUrl ?? postgres?.url ?? '',
    });
  } finally {
    await postgres?.close();
  }
});
