import { PostgresServer } from '@signalbox/testing/postgres-server';

import { runProof } from '../run-proof.ts';
import { crashIngest } from './crash-ingest.ts';

await runProof({ count: 20 }, async ({ count, ...options }) => {
  const postgres = await PostgresServer.open();
  try {
    const { faults, ...figures } = await crashIngest({ ...options, kills: count, postgres });
    return { passed: faults.length === 0 ? count : 0, faults, figures };
  } finally {
    await postgres.close();
  }
});
