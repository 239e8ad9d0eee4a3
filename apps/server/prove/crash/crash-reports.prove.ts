import { runProof } from '../run-proof.ts';
import { crashReports } from './crash-reports.ts';

await runProof({ count: 20 }, async ({ count, ...options }) => {
  const { faults, ...figures } = await crashReports({ ...options, kills: count });
  return { passed: faults.length === 0 ? count : 0, faults, figures };
});
