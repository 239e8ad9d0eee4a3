import { runProof } from '../run-proof.ts';
import { overloadServer } from './overload.ts';

// counts the seconds of each overload
await runProof({ count: 60 }, async ({ count, databaseUrl, log }) => {
  const { faults, checks, ...figures } = await overloadServer({ seconds: count, databaseUrl, log });
  // a fault begins with what it is about
  const failed = new Set(faults.map((fault) => fault.split(':')[0]));
  return { passed: checks - failed.size, faults, figures };
});
