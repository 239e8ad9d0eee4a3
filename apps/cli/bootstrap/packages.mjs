import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { inRoot } from './checkout.mjs';

/** The folders of all packages and apps. */
const packageFolders = () =>
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

/** Programs of all packages by name: with `.bench.ts`, `engine` is the file engine.bench.ts. */
export const findPrograms = (ending) => {
  const folders = packageFolders().flatMap((folder) =>
    ['src', 'bench', 'browser', 'prove'].map((name) => join(folder, name)),
  );
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith(ending));
  return new Map(files.map((file) => [basename(file, ending), file]));
};

/** The command that runs the program of an installed development package, on every platform. */
export const toolCommand = (node, name) => {
  const folder = inRoot('node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [node, join(folder, typeof bin === 'string' ? bin : (bin[name] ?? Object.values(bin)[0]))];
};
