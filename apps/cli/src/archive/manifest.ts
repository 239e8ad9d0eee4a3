import { z } from 'zod';

import { CliError } from '../cli-error.ts';

/** Where an archive says what it is: its last entry. */
export const manifestName = 'manifest.json';

/** Archives of a later format can't be read. */
const newestFormat = 1;

const FileEntry = z.object({ name: z.string(), bytes: z.int().min(0), sha256: z.hex().length(64) });

/** What an archive is, and the checksum of every file in it. */
export const Manifest = z.object({
  format: z.literal(newestFormat),
  /** Of the program that made it. */
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  /** `embedded`: the database's files, under postgres. `postgres`: what pg_dump wrote, in database.dump. */
  engine: z.enum(['embedded', 'postgres']),
  /** The last migration that the database had done. */
  migration: z.string(),
  createdAt: z.iso.datetime(),
  files: z.array(FileEntry),
});
export type Manifest = z.infer<typeof Manifest>;
export type FileEntry = z.infer<typeof FileEntry>;

const toNumbers = (version: string): number[] => version.split('.').map((part) => Number.parseInt(part, 10));

const isNewer = (version: string, than: string): boolean => {
  const [left, right] = [toNumbers(version), toNumbers(than)];
  const place = left.findIndex((part, index) => part !== right[index]);
  return place !== -1 && (left[place] ?? 0) > (right[place] ?? 0);
};

/** The manifest in this text. Throws a `CliError` when it is none, or of a format that only a newer program reads. */
export const parseManifest = (text: string): Manifest => {
  const broken = 'This is no archive that “signalbox backup” made: its manifest can’t be read.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CliError(broken, { cause });
  }
  const { data: head } = z.object({ format: z.number() }).safeParse(value);
  if (head && head.format > newestFormat)
    throw new CliError('The archive was made by a newer version of this program. Restore it with that one.');
  const parsed = Manifest.safeParse(value);
  if (!parsed.success) throw new CliError(broken, { cause: parsed.error });
  return parsed.data;
};

/** Throws a `CliError` unless this program can go on with what the archive holds. */
export const assertNotNewer = (
  { version, migration }: Manifest,
  own: { readonly version: string; readonly migrations: readonly string[] },
): void => {
  if (!isNewer(version, own.version) && own.migrations.includes(migration)) return;
  throw new CliError(
    `The archive was made by version ${version}, at the database migration ${migration}; this is version ${own.version}. Restore it with that version or a newer one.`,
  );
};

/** Throws a `CliError` unless exactly the files that the manifest lists are there, with their content. */
export const assertFilesMatch = ({ files }: Manifest, found: readonly FileEntry[]): void => {
  const wanted = new Map(files.map((file) => [file.name, file]));
  for (const { name, bytes, sha256 } of found) {
    const file = wanted.get(name);
    if (file?.bytes !== bytes || file.sha256 !== sha256)
      throw new CliError(`The archive is damaged: ${name} is not what was backed up.`);
    wanted.delete(name);
  }
  const [missing] = wanted.keys();
  if (missing !== undefined) throw new CliError(`The archive is damaged: ${missing} is missing.`);
};
