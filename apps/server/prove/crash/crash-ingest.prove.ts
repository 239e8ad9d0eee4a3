import { runProof } from '../run-proof.ts';
import { crashIngest } from './crash-ingest.ts';

await runProof({ count: 20 }, async ({ count, ...options }) => {
  const { faults, ...figures } = await crashIngest({ ...options, kills: count });
  return { passed: faults.length === 0 ? count : 0, faults, figures };
});
