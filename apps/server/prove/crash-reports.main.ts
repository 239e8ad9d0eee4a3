import { exit } from 'node:process';
import { parseArgs } from 'node:util';

import { PostgresServer } from '@signalbox/testing/postgres-server';

import { crashReports } from './crash-reports.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    'database-url': { type: 'string' },
    // kills a PostgreSQL of its own in place of servers
    postgres: { type: 'boolean', default: false },
  },
});
const postgres = values.postgres ? await PostgresServer.open() : undefined;
const report = await crashReports({
  kills: Number(values.count),
  seed: Number(values.seed),
  databaseUrl: values['database-url'],
  postgres,
  log: (line) => console.error(line),
});
await postgres?.close();
for (const fault of report.faults) console.log(fault);
const { faults, ...figures } = report;
console.log(JSON.stringify(figures));
console.log(`${faults.length === 0 ? 1 : 0} passed, ${faults.length} failed`);
exit(faults.length > 0 ? 1 : 0);
