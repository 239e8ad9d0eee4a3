import { type ApiKey, AppError } from '@signalbox/contracts';
import { type Database, lockApiKey } from '@signalbox/database';

/** The key, nobody else changing it until the transaction ends. Throws `api-key.not-found`. */
export const lockKey = async (tx: Database['db'], workspaceId: string, id: string): Promise<ApiKey> => {
  const key = await lockApiKey(tx, { workspaceId, id });
  if (!key) throw new AppError('api-key.not-found', `There is no key ${id}.`);
  return key;
};
