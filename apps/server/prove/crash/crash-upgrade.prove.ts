import { runProof } from '../run-proof.ts';
import { crashUpgrade } from './crash-upgrade.ts';

await runProof({ count: 50 }, async ({ count, ...options }) => {
  const { faults, ...figures } = await crashUpgrade({ ...options, upgrades: count });
  return { passed: faults.length === 0 ? count : 0, faults, figures };
});
