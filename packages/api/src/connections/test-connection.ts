import { TestConnectionInput, TestedConnection } from '@signalbox/contracts';
import { insertAuditEntry } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';

/**
 * Asks a server of models for its list, within 4 s: by a connection that there is, or by one as it would be saved. The
 * audit entry, which names no key, is there before it begins.
 */
export const testConnection = protectedProcedure
  .meta({ permission: 'models:update', rateLimit: 'change', audit: true, waitsForOthers: true })
  .input(TestConnectionInput)
  .output(TestedConnection)
  .mutation(async ({ ctx: { services, principal }, input, signal }) => {
    const { workspaceId, actor } = principal;
    const at = new Date().toISOString();
    const [target, details] =
      'name' in input ? [input.name, {}] : ['', { kind: input.draft.kind, baseUrl: input.draft.baseUrl }];
    const entry = { workspaceId, actor, action: 'connections.test', target, details, at };
    await insertAuditEntry(services.database.db, entry);
    const signals = [services.stopping, ...(signal ? [signal] : [])];
    return services.connections.test(workspaceId, input, { signal: AbortSignal.any(signals) });
  });
