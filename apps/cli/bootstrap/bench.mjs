import { basename } from 'node:path';

import { foldersWithScript, toolCommand } from './packages.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

/** Runs the benchmarks of every package that has some, one package after another, so that none disturbs the next. */
export const bench = async (args) => {
  const { node, env } = await prepare({ packages: 'full' });
  let worst = 0;
  for (const folder of foldersWithScript('bench')) {
    process.stdout.write(`\n== ${basename(folder)}\n`);
    const pnpm = toolCommand(node, 'pnpm');
    const { exitCode, stoppedBy } = await runProcess([...pnpm, 'run', 'bench', ...args], { env, cwd: folder });
    if (stoppedBy !== undefined) return exitCode;
    worst = Math.max(worst, exitCode);
  }
  return worst;
};
