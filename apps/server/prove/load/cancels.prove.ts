import { runProof } from '../run-proof.ts';
import { cancelRuns } from './cancels.ts';

await runProof({ count: 100 }, async ({ count, ...options }) => {
  const { faults, ...figures } = await cancelRuns({ ...options, cancels: count });
  // a fault begins with the id of its run
  const failed = new Set(faults.map((fault) => fault.slice(0, 36)));
  return { passed: count - failed.size, faults, figures };
});
