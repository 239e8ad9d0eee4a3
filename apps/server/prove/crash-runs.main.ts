import { exit } from 'node:process';
import { parseArgs } from 'node:util';

import { crashRuns } from './crash-runs.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    'database-url': { type: 'string' },
  },
});
const started = Date.now();
const report = await crashRuns({
  kills: Number(values.count),
  seed: Number(values.seed),
  databaseUrl: values['database-url'],
  log: (line) => console.error(line),
});
for (const fault of report.faults) console.log(fault);
const { faults, ...figures } = report;
console.log(JSON.stringify({ ...figures, seconds: Math.round((Date.now() - started) / 1000) }));
console.log(`${report.runs - new Set(faults.map((fault) => fault.slice(0, 36))).size} passed, ${faults.length} failed`);
exit(faults.length > 0 ? 1 : 0);
