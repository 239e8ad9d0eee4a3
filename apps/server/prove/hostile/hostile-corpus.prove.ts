import { exit } from 'node:process';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { hostileCorpus } from './hostile-corpus.ts';
import { findCorpus, hostileKinds } from './read-corpus.ts';

const { values } = parseArgs({
  options: {
    kind: { type: 'string', multiple: true },
    corpus: { type: 'string' },
    'database-url': { type: 'string' },
  },
});
const started = Date.now();
const report = await hostileCorpus({
  file: values.corpus ?? findCorpus(),
  kinds: z.array(z.enum(hostileKinds)).parse(values.kind ?? [...hostileKinds]),
  databaseUrl: values['database-url'],
});
for (const fault of report.faults) console.log(`FAILED: ${fault}`);
const { startMs, loadMs, loopMs, slowestMs, comebacks } = report;
const figures = { startMs, loadMs, loopMs, slowestMs, comebacks };
console.log(JSON.stringify({ ...figures, seconds: Math.round((Date.now() - started) / 1000) }));
const failed = new Set(report.faults.map((fault) => fault.split(':')[0])).size;
console.log(`${report.passed.length} passed, ${failed} failed`);
exit(failed > 0 ? 1 : 0);
