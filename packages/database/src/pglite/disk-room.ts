import { statfsSync } from 'node:fs';

/** What is left free for statements under way and for the next start: a few files of the write-ahead log, of 16 MiB each. */
export const reserveMegabytes = 64;

/** Whether the disk of the folder has more than the reserve. */
export const hasRoom = (folder: string): boolean => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= reserveMegabytes * 1024 * 1024;
};
