import { TestedTool, TestToolInput } from '@signalbox/contracts';
import { insertAuditEntry } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { getCatalogTool } from './read-tools.ts';

/**
 * Runs a tool once, outside any run, with everything that it does: a tool that writes has written. One that is switched
 * off can be tested too. The audit entry, which names the tool and not the arguments, is there before it begins.
 */
export const testTool = protectedProcedure
  .meta({ permission: 'tools:update', rateLimit: 'change', audit: true, waitsForOthers: true })
  .input(TestToolInput.strict())
  .output(TestedTool)
  .mutation(async ({ ctx: { services, principal }, input, signal }) => {
    const { workspaceId, actor } = principal;
    const tool = getCatalogTool(services.tools, input.name);
    const call = services.tools.prepareTest({ workspaceId, ...input });
    const at = new Date().toISOString();
    await insertAuditEntry(services.database.db, { workspaceId, actor, action: 'tools.test', target: tool.name, at });
    const signals = [services.stopping, ...(signal ? [signal] : [])];
    return call(AbortSignal.any(signals));
  });
