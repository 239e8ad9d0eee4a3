import { runProof } from '../run-proof.ts';
import { proveResumeFromBefore } from './resume-from-before.ts';

await runProof({ count: 500 }, async ({ count, ...options }) => {
  const { faults, ...figures } = await proveResumeFromBefore({ ...options, returns: count, kills: 3 });
  // a fault is one viewer's
  return { passed: count - faults.length, faults, figures };
});
