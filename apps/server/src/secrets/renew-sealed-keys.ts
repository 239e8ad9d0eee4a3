import { type Database, listSealedKeys, lockSealedKeys, type SealedKey, updateSealedKey } from '@signalbox/database';

import { ConfigError } from '../config.ts';
import { toKeyField } from '../connections/connection-reader.ts';
import type { SecretBox } from './create-secret-box.ts';

/** Keys that are sealed anew in one transaction. */
const batchSize = 100;

export interface RenewOptions {
  readonly database: Database;
  readonly box: SecretBox;
  /** Where the current master key comes from, as its operator knows it. */
  readonly source: string;
  /** Start without the keys that can't be opened. */
  readonly keepsUnreadable: boolean;
  readonly log: (message: string) => void;
}

const toPlace = ({ workspaceId, name }: SealedKey) => ({ workspaceId, field: toKeyField(name) });

/** Takes page after page, each after the last of the one before, until there is none. */
const takePages = async (read: (after: SealedKey | undefined) => Promise<readonly SealedKey[]>): Promise<void> => {
  let after: SealedKey | undefined;
  do after = (await read(after)).at(-1);
  while (after);
};

/** How many keys there are that no master key of the ring has sealed. */
const countForeign = async ({ database, box }: RenewOptions): Promise<number> => {
  let count = 0;
  await takePages(async (after) => {
    const page = await listSealedKeys(database.db, { exceptPrefix: box.prefix, after, limit: batchSize });
    for (const key of page) {
      const opened = box.open(key.sealedKey, toPlace(key));
      if (opened.state === 'unreadable' && opened.reason === 'unknown-key') count += 1;
    }
    return page;
  });
  return count;
};

const sealAnew = async ({ database, box }: RenewOptions): Promise<number> => {
  let count = 0;
  await takePages((after) =>
    database.db.transaction().execute(async (tx) => {
      const page = await lockSealedKeys(tx, { exceptPrefix: box.prefix, after, limit: batchSize });
      for (const key of page) {
        const opened = box.open(key.sealedKey, toPlace(key));
        if (opened.state !== 'open') continue;
        await updateSealedKey(tx, { ...key, sealedKey: box.seal(opened.text, toPlace(key)) });
        count += 1;
      }
      return page;
    }),
  );
  return count;
};

const toSentence = (count: number): string => (count === 1 ? 'One key for models is' : `${count} keys for models are`);

/**
 * Seals what an old master key of the ring has sealed anew with the current one, so that the old one can go. Throws
 * `ConfigError`, before anything is changed, when there are keys that none of the ring has sealed.
 */
export const renewSealedKeys = async (options: RenewOptions): Promise<void> => {
  const { source, keepsUnreadable, log } = options;
  const foreign = await countForeign(options);
  if (foreign > 0 && !keepsUnreadable) {
    throw new ConfigError([
      `${toSentence(foreign)} sealed with another master key than the one in ${source}.`,
      'Give the server that one again; or keep the new one, and set SIGNALBOX_MASTER_KEY_OLD to the one of before.',
      'If it is lost: with SIGNALBOX_UNREADABLE_KEYS=keep the server starts without these keys, until they are entered again in Settings → Models.',
    ]);
  }
  if (foreign > 0) log(`${toSentence(foreign)} sealed with a master key that is not here, and can’t be used.`);
  const renewed = await sealAnew(options);
  if (renewed > 0) log(`${toSentence(renewed)} sealed anew with the master key in ${source}: the old one can go.`);
};
