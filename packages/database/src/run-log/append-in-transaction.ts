import type { AppendAnswer, AppendEntry } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { appendGroup } from './append-group.ts';
import { prepareAppend } from './prepare-append.ts';

/** Stores one entry with the rest of the transaction, as StepWriter would. */
export const appendInTransaction = async (tx: Kysely<Tables>, entry: AppendEntry): Promise<AppendAnswer> => {
  const [answer] = await appendGroup(tx, [prepareAppend(entry)]);
  return answer ?? 'fenced';
};
