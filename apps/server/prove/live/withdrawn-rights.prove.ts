import { env } from 'node:process';

import { runProof } from '../run-proof.ts';
import { proveWithdrawnRights } from './withdrawn-rights.ts';

await runProof({ count: 20 }, async ({ count, ...options }) => {
  const redisUrl = env['TEST_REDIS_URL'];
  const { faults, intact, ...figures } = await proveWithdrawnRights({ ...options, rounds: count, redisUrl });
  return { passed: intact, faults, figures };
});
