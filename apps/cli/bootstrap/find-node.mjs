import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { inRoot, nodeVersion } from './checkout.mjs';
import { Failure, say } from './failure.mjs';
import { findNpm } from './find-npm.mjs';
import { runStep } from './run-process.mjs';

const leastMajor = 24;
// The platforms for which the registry has Node as a package of its own, without an install script.
const fetchable = ['linux-x64', 'linux-arm64', 'win-x64'];

const readyFile = inRoot('.runtime', 'ready');
const hasFetched = (binary) =>
  existsSync(binary) && existsSync(readyFile) && readFileSync(readyFile, 'utf8') === nodeVersion;

const fetchNode = async (packageName, binary) => {
  say(`fetching Node ${nodeVersion}, because this one is ${process.versions.node} (once, 122 MB on disk) …`);
  const npm = findNpm('npm', process.execPath);
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  await runStep([...npm, 'install', '--prefix', inRoot('.runtime'), ...quiet, `${packageName}@${nodeVersion}`], {
    env: process.env,
    sentence: `Node ${nodeVersion} could not be fetched. Without a package registry, install Node ${leastMajor} and try again.`,
  });
  await runStep([binary, '--version'], {
    env: process.env,
    sentence: `The fetched Node ${nodeVersion} does not run on this system. Install Node ${leastMajor} and try again.`,
  });
  rmSync(inRoot('.runtime', 'node_modules', packageName, 'include'), { recursive: true, force: true });
  writeFileSync(readyFile, nodeVersion);
};

/** The Node (24 or newer) that runs Signalbox: the current one, else one that is kept in `.runtime`, fetched once. */
export const findNode = async () => {
  if (Number.parseInt(process.versions.node, 10) >= leastMajor) return { node: process.execPath, isFetched: false };
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  if (!fetchable.includes(platform)) {
    throw new Failure(
      `Signalbox needs Node ${leastMajor} or newer; this one is ${process.versions.node}, and for ${platform} ` +
        `none can be fetched from the package registry. Install Node ${leastMajor} and try again.`,
    );
  }
  const packageName = `node-${platform}`;
  const binary = inRoot('.runtime', 'node_modules', packageName, 'bin', platform === 'win-x64' ? 'node.exe' : 'node');
  if (!hasFetched(binary)) await fetchNode(packageName, binary);
  return { node: binary, isFetched: true };
};
