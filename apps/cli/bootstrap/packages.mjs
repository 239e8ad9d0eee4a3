import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { inRoot } from './checkout.mjs';

/** The folders of all packages and apps. */
export const packageFolders = () =>
  ['apps', 'packages']
    .flatMap((group) => readdirSync(inRoot(group)).map((name) => inRoot(group, name)))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .sort();

/** The folders of those that have the given script. */
export const foldersWithScript = (script) =>
  packageFolders().filter((folder) => {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return scripts?.[script] !== undefined;
  });

/** The command that runs the program of an installed development package, on every platform. */
export const toolCommand = (node, name) => {
  const folder = inRoot('node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [node, join(folder, typeof bin === 'string' ? bin : (bin[name] ?? Object.values(bin)[0]))];
};
