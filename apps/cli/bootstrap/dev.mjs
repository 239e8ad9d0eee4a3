import { inRoot } from './checkout.mjs';
import { say } from './failure.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';
import { nodeFlags } from './start.mjs';

/** Runs the server, restarted on every change, and the dashboard with reload until one of them ends or is stopped. */
export const dev = async (args) => {
  const { node, env } = await prepare({ packages: 'full', hasDashboard: true });
  const main = inRoot('apps', 'server', 'src', 'main.ts');
  const dashboard = inRoot('apps', 'dashboard');
  const vite = inRoot('apps', 'dashboard', 'node_modules', 'vite', 'bin', 'vite.js');
  say('server with restart and dashboard with reload: each prints its address. Work on the one of the dashboard.');
  const children = [];
  const onStart = (child) => children.push(child);
  const programs = [
    runProcess([node, ...nodeFlags(), '--watch', '--watch-preserve-output', main, ...args], { env, onStart }),
    runProcess([node, vite], { env, onStart, cwd: dashboard }),
  ];
  const { exitCode } = await Promise.race(programs);
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(programs);
  return exitCode;
};
