import { rename, rmdir } from 'node:fs/promises';

/** Renames all of them, or none. */
export const renameAll = async (moves: readonly (readonly [from: string, to: string])[]): Promise<void> => {
  const done: (readonly [string, string])[] = [];
  try {
    for (const [from, to] of moves) {
      // not every system renames over an empty folder
      await rmdir(to).catch(() => undefined);
      await rename(from, to);
      done.unshift([from, to]);
    }
  } catch (error) {
    for (const [from, to] of done) await rename(to, from);
    throw error;
  }
};
