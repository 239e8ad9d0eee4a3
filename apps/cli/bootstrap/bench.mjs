import { dirname } from 'node:path';

import { Failure } from './failure.mjs';
import { findPrograms } from './packages.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

/** Runs the benchmarks that are named, or all, one after another, so that none disturbs the next. */
export const bench = async (names) => {
  const benches = findPrograms('.bench.ts');
  const unknown = names.find((name) => !benches.has(name));
  if (unknown !== undefined) {
    throw new Failure(`there is no benchmark named ${unknown}. There are: ${[...benches.keys()].join(', ')}.`, 2);
  }
  const { node, env } = await prepare({ packages: 'full' });
  let worst = 0;
  for (const name of names.length > 0 ? names : benches.keys()) {
    process.stdout.write(`\n== ${name}\n`);
    const file = benches.get(name);
    const { exitCode, stoppedBy } = await runProcess([node, file], { env, cwd: dirname(file) });
    if (stoppedBy !== undefined) return exitCode;
    worst = Math.max(worst, exitCode);
  }
  return worst;
};
