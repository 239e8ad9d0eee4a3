import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import { countTests } from './count-tests.mjs';
import { foldersWithScript, toolCommand } from './packages.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

// Where vitest leaves the results of each package, or of a part of it.
const toResultsFile = (part) => join('node_modules', '.vitest', `results-${part}.json`);
// A loaded machine takes its time to make databases; what truly hangs still ends.
const patience = ['--hookTimeout=60000', '--testTimeout=30000', '--expect.poll.timeout=15000'];
const toReporters = (part) => ['--reporter=default', '--reporter=json', `--outputFile.json=${toResultsFile(part)}`];

const readResults = (folder, part) => {
  try {
    return JSON.parse(readFileSync(join(folder, toResultsFile(part)), 'utf8'));
  } catch {
    return undefined;
  }
};

const server = '@signalbox/server';
// The server's tests take longer than all others together: these beginnings of their names are run by themselves.
const [crash, hostile] = ['src/crash', 'src/hostile'];

/** What is run, longest first, by two that take what is next: packages one by one, the server's tests in parts. */
const toJobs = (args) =>
  args.length > 0
    ? [{ part: 'all', filters: args, chosen: [] }]
    : [
        { part: 'crash', filters: [`--filter=${server}`], chosen: [crash] },
        { part: 'all', filters: [`--filter=!${server}`], chosen: [] },
        { part: 'rest', filters: [`--filter=${server}`], chosen: [crash, hostile].map((name) => `--exclude=${name}*`) },
        { part: 'hostile', filters: [`--filter=${server}`], chosen: [hostile] },
      ];

/** The parts that leave results in the folder. */
const toParts = (folder, args) =>
  args.length === 0 && basename(folder) === 'server' ? ['crash', 'rest', 'hostile'] : ['all'];

const passedAndFailed = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/**
 * Runs the tests of every package, two at a time, and ends with one line `N passed, N failed`. Arguments go to
 * turbo: `--filter=@signalbox/engine` runs one package.
 */
export const test = async (args) => {
  const { node, env } = await prepare({ packages: 'full' });
  const folders = foldersWithScript('test');
  const expected = folders.flatMap((folder) => toParts(folder, args).map((part) => ({ folder, part })));
  for (const { folder, part } of expected) rmSync(join(folder, toResultsFile(part)), { force: true });
  const flags = ['--concurrency=1', '--output-logs=errors-only', '--continue=always', '--ui=stream'];
  const run = ({ part, filters, chosen }) => {
    const given = [...patience, ...toReporters(part), ...chosen];
    return runProcess([...toolCommand(node, 'turbo'), 'run', 'test', ...flags, ...filters, '--', ...given], { env });
  };
  const exitCodes = [];
  const waiting = toJobs(args).values();
  const runAll = async () => {
    for (const job of waiting) {
      const { exitCode, stoppedBy } = await run(job);
      exitCodes.push(exitCode);
      if (stoppedBy !== undefined) return;
    }
  };
  await Promise.all([runAll(), runAll()]);
  const exitCode = exitCodes.find((code) => code !== 0) ?? 0;
  const total = { passed: 0, failed: 0 };
  for (const { folder, part } of expected) {
    const results = readResults(folder, part);
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
