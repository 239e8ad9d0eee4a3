import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { inRoot } from './checkout.mjs';
import { say } from './failure.mjs';
import { runStep } from './run-process.mjs';

const folder = inRoot('apps', 'dashboard');
const stampFile = join(folder, 'dist', '.sources');
const sources = [
  ...['src', 'public', 'index.html', 'package.json', 'vite.config.ts'].map((name) => join(folder, name)),
  inRoot('packages', 'contracts', 'src'),
  inRoot('packages', 'ui', 'src'),
  inRoot('pnpm-lock.yaml'),
];
// The build writes the route tree itself.
const isSource = (name) => name !== 'routeTree.gen.ts' && !/\.test\.tsx?$/.test(name);

const listFiles = (path) => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter(isSource).sort();
  return names.flatMap((name) => listFiles(join(path, name)));
};

/** A digest of the names and contents of all files under the given paths; tests and generated routes do not count. */
export const digestOf = (paths) => {
  const digest = createHash('sha256');
  for (const file of paths.flatMap(listFiles)) digest.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return digest.digest('hex');
};

/** Builds the dashboard if there is no build of exactly these sources. */
export const buildDashboard = async ({ node, env }) => {
  const digest = digestOf(sources);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return;
  say('building the dashboard …');
  const vite = join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
  await runStep([node, vite, 'build', folder, '--logLevel', 'warn'], {
    env,
    sentence: 'The dashboard could not be built.',
  });
  writeFileSync(stampFile, digest);
};
