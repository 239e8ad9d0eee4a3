import { runProof } from '../run-proof.ts';
import { provokeProviders } from './providers.ts';

await runProof({ count: 60 }, async ({ count, ...options }) => {
  const { faults, ...figures } = await provokeProviders({ ...options, count });
  // a fault begins with its run
  const failed = new Set(faults.map((fault) => fault.split(':')[0]));
  return { passed: figures.runs - failed.size, faults, figures };
});
