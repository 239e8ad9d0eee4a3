import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

/** The README and the guides, by their paths in the checkout. */
export const documents: readonly string[] = ['README.md', ...globSync('docs/guides/*.md', { cwd: root }).toSorted()];

/** The text of a document of the checkout. */
export const readDocument = (path: string): string => readFileSync(join(root, path), 'utf8');

/**
 * The examples in one language in a document, block by block; with a heading, those of its section only. Throws when it
 * has no such heading.
 */
export const readExamples = (path: string, language: 'sh' | 'ts' | 'tsx', heading = ''): string[] => {
  const text = readDocument(path);
  const start = text.indexOf(heading);
  if (start === -1) throw new Error(`${path} has no ${heading}`);
  const end = heading === '' ? -1 : text.indexOf('\n## ', start + heading.length);
  const section = text.slice(start, end === -1 ? undefined : end);
  const blocks = section.matchAll(new RegExp(`^( *)\`\`\`${language}\\n(.*?)^ *\`\`\`$`, 'gms'));
  return Array.from(blocks, ([, indent = '', block = '']) => block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
};

/** All of them as the one program that they are when read from the beginning. Throws when there is none. */
export const readProgram = (path: string, language: 'ts' | 'tsx'): string => {
  const blocks = readExamples(path, language);
  if (blocks.length === 0) throw new Error(`${path} has no example in ${language}`);
  return blocks.join('\n');
};
