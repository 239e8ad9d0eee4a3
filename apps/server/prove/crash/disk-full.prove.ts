import { runProof } from '../run-proof.ts';
import { diskFull } from './disk-full.ts';

// with --postgres 1 on a PostgreSQL of its own
await runProof({ count: 10, postgres: 0 }, async ({ count, postgres, ...options }) => {
  const { faults, ...figures } = await diskFull({ ...options, fillings: count, isPostgres: postgres === 1 });
  return { passed: faults.length === 0 ? count : 0, faults, figures };
});
