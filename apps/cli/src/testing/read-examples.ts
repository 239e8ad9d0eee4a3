import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** The README and the guides, by their paths in the checkout. */
export const documents: readonly string[] = ['README.md', ...globSync('docs/guides/*.md', { cwd: root }).toSorted()];

/** The text of a document of the checkout. */
export const readDocument = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The lines for a shell in a document, block by block; with a heading, those of its section only. */
export const readShellExamples = (path: string, heading = ''): string[] => {
  const text = readDocument(path);
  const start = text.indexOf(heading);
  if (start === -1) throw new Error(`${path} has no ${heading}`);
  const end = heading === '' ? -1 : text.indexOf('\n## ', start + heading.length);
  const section = text.slice(start, end === -1 ? undefined : end);
  return Array.from(section.matchAll(/^( *)```sh\n(.*?)^ *```$/gms), ([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
};
