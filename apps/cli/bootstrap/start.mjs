import { existsSync } from 'node:fs';

import { inRoot } from './checkout.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

/** The flags with which a program of ours runs: `.env` of the checkout if there is one. */
export const nodeFlags = () => {
  const file = inRoot('.env');
  // Nodes before 24.12 warn that they strip types. The embedded database is WebAssembly: compiled as it is used and on one
  // thread, an idle server takes 60 to 80 MB less.
  const lean = ['--wasm-lazy-compilation', '--wasm-num-compilation-tasks=1', '--max-semi-space-size=8'];
  return ['--disable-warning=ExperimentalWarning', ...lean, ...(existsSync(file) ? [`--env-file=${file}`] : [])];
};

const isWorkerOnly = (args) => {
  const inline = args.find((arg) => arg.startsWith('--role='))?.slice('--role='.length);
  const role = inline ?? (args.includes('--role') ? args[args.indexOf('--role') + 1] : process.env.SIGNALBOX_ROLE);
  return role === 'worker';
};

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
