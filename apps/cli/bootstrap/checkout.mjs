import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout that this file belongs to. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A path in the checkout. */
export const inRoot = (...parts) => join(root, ...parts);

const pinned = (file, pattern) => {
  const match = pattern.exec(readFileSync(inRoot(file), 'utf8'));
  if (match === null) throw new Error(`${file} pins no version: ${pattern}`);
  return match[1];
};

/** The exact Node that is fetched where none is new enough; the workspace file pins it. */
export const nodeVersion = pinned('pnpm-workspace.yaml', /^nodeVersion: (\S+)$/m);

/** The exact pnpm that installs; package.json pins it. */
export const pnpmVersion = pinned('package.json', /"packageManager": "pnpm@([^"]+)"/);
