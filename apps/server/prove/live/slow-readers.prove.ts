import { runProof } from '../run-proof.ts';
import { proveSlowReaders } from './slow-readers.ts';

/** Beside others that do not read, news may be so much older: the difference that nobody notices. */
const noticedMs = 150;

await runProof({ count: 25 }, async ({ count, ...options }) => {
  const result = await proveSlowReaders({ ...options, readers: count, kinds: ['feed', 'hub'], reports: 60 });
  const { alone, beside, bad, ...figures } = result;
  const faults = [...result.faults];
  if (beside.p99Ms > alone.p99Ms + noticedMs)
    faults.push(`others notice: p99 ${beside.p99Ms} ms, alone ${alone.p99Ms} ms`);
  const ages = {
    aloneP50Ms: alone.p50Ms,
    aloneP99Ms: alone.p99Ms,
    besideP50Ms: beside.p50Ms,
    besideP99Ms: beside.p99Ms,
  };
  return { passed: faults.length === 0 ? bad : 0, faults, figures: { ...figures, bad, ...ages } };
});
