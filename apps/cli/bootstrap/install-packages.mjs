import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

import { inRoot, pnpmVersion } from './checkout.mjs';
import { say } from './failure.mjs';
import { findNpm } from './find-npm.mjs';
import { runStep } from './run-process.mjs';

const stampFile = inRoot('node_modules', '.signalbox-install.json');

const readOr = (file, fallback) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fallback;
  }
};

const lockDigest = () => {
  const digest = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) digest.update(readFileSync(inRoot(file)));
  return digest.digest('hex');
};

const readInstalled = () => {
  const stamp = readOr(stampFile, '');
  if (stamp !== '') return JSON.parse(stamp);
  // An install made with pnpm directly has no stamp; its development packages must not be taken away.
  const hasDevelopment = /"?devDependencies"?: true/.test(readOr(inRoot('node_modules', '.modules.yaml'), ''));
  return { digest: undefined, kind: hasDevelopment ? 'full' : undefined };
};

/**
 * Which install is due, `production` or `full`, or `undefined` if what is there will do. A full install is never
 * reduced to a production one.
 */
export const planInstall = (installed, wanted, digest) => {
  const kind = installed.kind === 'full' ? 'full' : wanted;
  return installed.digest === digest && installed.kind === kind ? undefined : kind;
};

/** Installs exactly what the lockfile says, if it is not there yet. Reaches the network only then. */
export const installPackages = async ({ wanted, node, env }) => {
  const digest = lockDigest();
  const kind = planInstall(readInstalled(), wanted, digest);
  if (kind === undefined) return;
  say(`installing ${kind === 'full' ? 'all packages' : 'the packages it runs on'} …`);
  const pnpm = [...findNpm('npx', node), '--yes', `pnpm@${pnpmVersion}`];
  await runStep([...pnpm, 'install', '--frozen-lockfile', ...(kind === 'full' ? [] : ['--prod'])], {
    env,
    sentence: 'The packages could not be installed. This step needs a package registry; the ones after it do not.',
  });
  writeFileSync(stampFile, JSON.stringify({ digest, kind }));
};
