import { runProof } from '../run-proof.ts';
import { crashRuns } from './crash-runs.ts';

await runProof({ count: 200, workers: 0 }, async ({ count, ...options }) => {
  const { faults, ...figures } = await crashRuns({ ...options, kills: count });
  // a fault begins with the id of its run
  const failed = new Set(faults.map((fault) => fault.slice(0, 36)));
  return { passed: figures.runs - failed.size, faults, figures };
});
