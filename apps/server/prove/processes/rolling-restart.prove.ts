import { runProof } from '../run-proof.ts';
import { rollingRestart } from './rolling-restart.ts';

await runProof({ count: 20 }, async ({ count, seed, log }) => {
  const { faults, ...figures } = await rollingRestart({ rounds: count, seed, log });
  return { passed: faults.length === 0 ? count : 0, faults, figures };
});
