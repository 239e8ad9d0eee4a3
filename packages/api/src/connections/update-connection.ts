import { AppError, Connection, UpdateConnectionInput } from '@signalbox/contracts';
import { insertAuditEntry, lockConnection, updateConnection as queryUpdate } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { chooseKey } from './choose-key.ts';

/**
 * Connects the workspace to a provider, or changes how; from the next model call on, within a second on every process.
 * A key is kept for its kind and origin only: when one of them changes, it has to be entered again.
 */
export const updateConnection = protectedProcedure
  .meta({ permission: 'models:update', rateLimit: 'change', audit: true })
  .input(UpdateConnectionInput.strict())
  .output(Connection)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const { name, kind, baseUrl } = input;
    const updatedAt = new Date().toISOString();
    await services.database.db.transaction().execute(async (tx) => {
      const old = await lockConnection(tx, { workspaceId, name });
      const { keyChange, ...key } = chooseKey(services.connections, { ...input, workspaceId }, old);
      await queryUpdate(tx, { workspaceId, name, kind, baseUrl, ...key, updatedBy: actor, updatedAt });
      const details = { kind, baseUrl, key: keyChange };
      const entry = { workspaceId, actor, action: 'connections.update', target: name, details, at: updatedAt };
      await insertAuditEntry(tx, entry);
    });
    services.connections.forget(workspaceId);
    const saved = (await services.connections.list(workspaceId)).find((connection) => connection.name === name);
    if (!saved) throw new AppError('connection.not-found', `The connection ${name} was removed meanwhile.`);
    return saved;
  });
