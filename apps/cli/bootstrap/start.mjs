import { existsSync } from 'node:fs';

import { inRoot } from './checkout.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

/** The flags with which a program of ours runs: `.env` of the checkout if there is one. */
export const nodeFlags = () => {
  const file = inRoot('.env');
  // Nodes before 24.12 warn that they strip types.
  return ['--disable-warning=ExperimentalWarning', ...(existsSync(file) ? [`--env-file=${file}`] : [])];
};

const isWorkerOnly = (args) => args.includes('--role=worker') || args[args.indexOf('--role') + 1] === 'worker';

/** Runs the server with the given arguments, after a build of the dashboard if it serves one; gives its exit code. */
export const start = async (args) => {
  const { node, env } = await prepare({ packages: 'production', hasDashboard: !isWorkerOnly(args) });
  const main = inRoot('apps', 'server', 'src', 'main.ts');
  return (await runProcess([node, ...nodeFlags(), main, ...args], { env })).exitCode;
};

/** Runs the command line with the given arguments; gives its exit code. Prints nothing on stdout itself. */
export const signalbox = async (args) => {
  const { node, env } = await prepare({ packages: 'production' });
  const main = inRoot('apps', 'cli', 'src', 'main.ts');
  return (await runProcess([node, ...nodeFlags(), main, ...args], { env })).exitCode;
};
