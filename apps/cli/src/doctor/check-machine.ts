import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { CliConfig } from '../config.ts';
import { type Check, failed, passed } from './check.ts';

const leastNodeMajor = 24;
/** Less than this and a busy day of runs may fill the disk. */
const leastFreeBytes = 1_000_000_000;

const checkNode = (): Check => {
  const { node } = process.versions;
  if (Number(node.split('.')[0]) >= leastNodeMajor) return passed('node', `Node ${node}`);
  return failed(
    'node',
    `Node ${node} is too old. Use “npm run signalbox”, which fetches Node ${leastNodeMajor} by itself.`,
  );
};

const checkDataFolder = ({ dataDir }: CliConfig): Check => {
  let folder = dataDir;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return failed('data', `${folder} cannot be written. Give this user the right to, or set SIGNALBOX_DATA_DIR.`);
  }
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  const free = `${(freeBytes / 1e9).toFixed(1)} GB free`;
  if (freeBytes < leastFreeBytes) return failed('data', `${dataDir}: only ${free}. Make room, at least 1 GB.`);
  return passed('data', `${dataDir}${folder === dataDir ? '' : ' (made at the first start)'}, ${free}`);
};

const dashboardIndex = join(import.meta.dirname, '..', '..', '..', 'dashboard', 'dist', 'index.html');

const checkDashboard = (): Check =>
  existsSync(dashboardIndex)
    ? passed('dashboard', 'built')
    : failed('dashboard', 'not built. “npm start” builds it, or run “vite build” in apps/dashboard.');

/** What can be seen without a server: Node, the data folder, the dashboard's build. */
export const checkMachine = (config: CliConfig): Check[] => [checkNode(), checkDataFolder(config), checkDashboard()];
