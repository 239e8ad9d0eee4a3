import { runProof } from '../run-proof.ts';
import { grownUp } from './grown-up.ts';

await runProof({ count: 50 }, async ({ count, seed, log }) => {
  const { faults, ...figures } = await grownUp({ rounds: count, seed, log });
  return { passed: faults.length === 0 ? count : 0, faults, figures };
});
