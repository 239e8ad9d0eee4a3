import { inRoot } from './checkout.mjs';
import { toolCommand } from './packages.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

const steps = [
  {
    name: 'types',
    tool: 'turbo',
    args: ['run', 'typecheck', '--concurrency=2', '--output-logs=errors-only', '--ui=stream'],
  },
  { name: 'lint', tool: 'oxlint', args: [] },
  { name: 'layers', tool: 'turbo', args: ['boundaries'] },
  { name: 'dead code', tool: 'knip', args: [] },
  { name: 'versions', tool: 'sherif', args: [] },
  { name: 'format', tool: 'oxfmt', args: ['--check'] },
  { name: 'structure', tool: 'vitest', args: ['run', '--root', inRoot('packages', 'testing'), 'src/structure'] },
];

/** Runs every rule of the code, prints what is wrong, and ends with one line `N passed, N failed`. */
export const check = async (args) => {
  const { node, env } = await prepare({ packages: 'full' });
  const chosen = steps.filter(({ name }) => args.length === 0 || args.includes(name));
  let failed = 0;
  for (const { name, tool, args: toolArgs } of chosen) {
    const startedAt = Date.now();
    const { exitCode, output, stoppedBy } = await runProcess([...toolCommand(node, tool), ...toolArgs], {
      env,
      isQuiet: true,
    });
    if (stoppedBy !== undefined) return exitCode;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${exitCode === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`);
    if (exitCode === 0) continue;
    failed += 1;
    process.stdout.write(`\n${output}\n\n`);
  }
  process.stdout.write(`\n${chosen.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
};
