import { AppError, ConnectionName } from '@signalbox/contracts';
import { deleteConnection as queryDelete, insertAuditEntry } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/**
 * Removes the workspace's connection with its key: models that need it fail from the next call on. Throws
 * `connection.read-only` for one of the environment's.
 */
export const deleteConnection = protectedProcedure
  .meta({ permission: 'models:update', rateLimit: 'change', audit: true })
  .input(z.strictObject({ name: ConnectionName }))
  .output(z.object({ name: z.string() }))
  .mutation(async ({ ctx: { services, principal }, input: { name } }) => {
    const { workspaceId, actor } = principal;
    const at = new Date().toISOString();
    const known = await services.connections.list(workspaceId);
    const isFromEnvironment = known.some((one) => one.name === name && one.source === 'environment');
    await services.database.db.transaction().execute(async (tx) => {
      if (await queryDelete(tx, { workspaceId, name })) {
        await insertAuditEntry(tx, { workspaceId, actor, action: 'connections.delete', target: name, at });
      } else if (isFromEnvironment) {
        const message = `${name} comes from the server’s environment. Whoever runs the server can remove it there.`;
        throw new AppError('connection.read-only', message);
      } else throw new AppError('connection.not-found', `There is no connection ${name}.`);
    });
    services.connections.forget(workspaceId);
    return { name };
  });
