import { exit } from 'node:process';
import { parseArgs } from 'node:util';

import { crashReports } from './crash-reports.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    'database-url': { type: 'string' },
  },
});
const report = await crashReports({
  kills: Number(values.count),
  seed: Number(values.seed),
  databaseUrl: values['database-url'],
  log: (line) => console.error(line),
});
for (const fault of report.faults) console.log(fault);
const { faults, ...figures } = report;
console.log(JSON.stringify(figures));
console.log(`${faults.length === 0 ? 1 : 0} passed, ${faults.length} failed`);
exit(faults.length > 0 ? 1 : 0);
