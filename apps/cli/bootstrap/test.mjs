import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import { countTests } from './count-tests.mjs';
import { foldersWithScript, toolCommand } from './packages.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

// Where vitest leaves its results in each package.
const resultsFile = join('node_modules', '.vitest', 'results.json');
// A loaded machine takes its time to make databases; what truly hangs still ends.
const patience = ['--hookTimeout=60000', '--testTimeout=30000', '--expect.poll.timeout=15000'];
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`];

const readResults = (folder) => {
  try {
    return JSON.parse(readFileSync(join(folder, resultsFile), 'utf8'));
  } catch {
    return undefined;
  }
};

/** Packages in lanes that run beside each other, each one by one: the server's tests take as long as nearly all others. */
const toLanes = (args) =>
  args.length > 0 ? [args] : [['--filter=@signalbox/server'], ['--filter=!@signalbox/server']];

const passedAndFailed = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/**
 * Runs the tests of every package, two at a time, and ends with one line `N passed, N failed`. Arguments go to
 * turbo: `--filter=@signalbox/engine` runs one package.
 */
export const test = async (args) => {
  const { node, env } = await prepare({ packages: 'full' });
  const folders = foldersWithScript('test');
  for (const folder of folders) rmSync(join(folder, resultsFile), { force: true });
  const flags = ['--concurrency=1', '--output-logs=errors-only', '--continue=always', '--ui=stream'];
  const run = (lane) =>
    runProcess([...toolCommand(node, 'turbo'), 'run', 'test', ...flags, ...lane, '--', ...patience, ...reporters], {
      env,
    });
  const exitCodes = (await Promise.all(toLanes(args).map(run))).map(({ exitCode }) => exitCode);
  const exitCode = exitCodes.find((code) => code !== 0) ?? 0;
  const total = { passed: 0, failed: 0 };
  for (const folder of folders) {
    const results = readResults(folder);
    if (results === undefined && args.length > 0) continue;
    const counts = countTests(results);
    total.passed += counts.passed;
    total.failed += counts.failed;
    if (counts.failed > 0) process.stdout.write(`${basename(folder)}: ${passedAndFailed(counts)}\n`);
  }
  // What turbo itself has to say, for instance about a package that it could not run.
  if (exitCode !== 0 && total.failed === 0) total.failed = 1;
  process.stdout.write(`\n${passedAndFailed(total)}\n`);
  return total.failed === 0 ? 0 : exitCode || 1;
};
