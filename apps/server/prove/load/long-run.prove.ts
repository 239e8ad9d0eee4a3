import { runProof } from '../run-proof.ts';
import { runLong } from './long-run.ts';

// counts minutes
await runProof({ count: 60 }, async ({ count, databaseUrl, log }) => {
  const { faults, ...figures } = await runLong({ minutes: count, databaseUrl, log });
  return { passed: faults.length === 0 ? count : 0, faults, figures };
});
