import { z } from 'zod';

/** A copy of the embedded database's files, for whoever backs up the data folder. */
export const Snapshot = z.object({
  /** Name of its folder in the server's data folder. */
  folder: z.string(),
  /** The last migration that the database has done; null when none ever was. */
  migration: z.string().nullable(),
});
export type Snapshot = z.infer<typeof Snapshot>;
