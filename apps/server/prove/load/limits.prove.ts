import { runProof } from '../run-proof.ts';
import { meetLimits } from './limits.ts';

await runProof({ count: 1 }, async (options) => {
  const { faults, limits, ...figures } = await meetLimits(options);
  // a fault begins with its limit
  const failed = new Set(faults.map((fault) => fault.split(':')[0]));
  return { passed: limits - failed.size, faults, figures };
});
