import { runProof } from '../run-proof.ts';
import { proveCuts } from './cuts.ts';

await runProof({ count: 100 }, async ({ count, ...options }) => {
  const kills = Math.ceil(count / 10);
  const { faults, intact, ...figures } = await proveCuts({ ...options, viewers: 50, cuts: count, kills });
  return { passed: intact, faults, figures };
});
