import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';

import { codeOf } from './to-file-error.ts';

/** What stands at a path, links not followed; undefined when nothing does. */
export const findStats = async (path: string): Promise<Stats | undefined> => {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};
