import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ConfigError, minSecretLength } from './config.ts';

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const isThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

const readSecret = (file: string): string => {
  const secret = readFileSync(file, 'utf8').trim();
  // a file that was cut short would let anybody in
  if (secret.length >= minSecretLength) return secret;
  throw new ConfigError([`${file} does not hold a whole secret. Restore it, or remove it to have a new one made`]);
};

/**
 * A secret of this installation: the one in the data folder, made there at the first start (32 random bytes,
 * readable by the owner of the process only). Two processes starting at once get the same. Throws `ConfigError` when
 * the file was cut short.
 */
export const loadSecret = (dataDir: string, name: string): string => {
  const file = join(dataDir, name);
  try {
    return readSecret(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  try {
    // a link is made whole or not at all, and never over another
    linkSync(draft, file);
  } catch (error) {
    if (!isThere(error)) throw error;
  } finally {
    unlinkSync(draft);
  }
  return readSecret(file);
};
