import { runProof } from '../run-proof.ts';
import { twoOnADatabase } from './two-on-a-database.ts';
import { twoOnAFolder } from './two-on-a-folder.ts';

await runProof({ count: 50 }, async ({ count, databaseUrl, ...options }) => {
  const { faults, ...figures } = await (databaseUrl === undefined
    ? twoOnAFolder({ ...options, rounds: count })
    : twoOnADatabase({ ...options, runs: count, databaseUrl }));
  return { passed: faults.length === 0 ? count : 0, faults, figures };
});
