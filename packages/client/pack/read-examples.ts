import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

/** The code of this language in a document of the checkout, as the one program that it is when read from its beginning. */
export const readExamples = (path: string, language: 'ts' | 'tsx'): string => {
  const text = readFileSync(join(root, path), 'utf8');
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter((match) => match[1] === language);
  if (blocks.length === 0) throw new Error(`${path} has no example in ${language}`);
  return blocks.map((match) => match[2]).join('\n');
};
