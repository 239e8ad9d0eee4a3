import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.replace(/^\//, '').replace(/\/$/, ''));
const isKept = (name: string): boolean =>
  name !== '.git' && !ignored.some((line) => (line.startsWith('*') ? name.endsWith(line.slice(1)) : name === line));

const listFiles = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => isKept(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(path) : [path];
    })
    .toSorted();

/** The paths of all files of the checkout, from its root, without what `.gitignore` names. */
export const files: readonly string[] = listFiles('');

/** What stands at the top of the checkout. */
export const topLevel: readonly string[] = readdirSync(root).filter(isKept).toSorted();

/** The text of a file of the checkout. */
export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The lines of a file of the checkout; the newline at its end begins no further one. */
export const countLines = (path: string): number => readText(path).replace(/\n$/, '').split('\n').length;

/** The folders of all packages and apps. */
export const packageFolders: readonly string[] = files
  .filter((path) => /^(apps|packages)\/[^/]+\/package\.json$/.test(path))
  .map((path) => path.slice(0, -'/package.json'.length));
