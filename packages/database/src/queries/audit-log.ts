import { type Actor, newId } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

/** Writes who changed what; in the transaction of the change, so that there is never one without the other. */
export const insertAuditEntry = async (
  tx: Kysely<Tables>,
  entry: {
    readonly workspaceId: string;
    readonly actor: Actor;
    /** The procedure, such as `tools.update`. */
    readonly action: string;
    readonly target: string;
    readonly details?: object;
    readonly at: string;
  },
): Promise<void> => {
  const { workspaceId, actor, action, target, details = {}, at } = entry;
  await tx
    .insertInto('auditLog')
    .values({
      id: newId(),
      workspaceId,
      at,
      actor: JSON.stringify(actor),
      action,
      target,
      details: JSON.stringify(details),
    })
    .execute();
};
