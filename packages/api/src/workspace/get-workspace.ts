import { Workspace } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { readWorkspace } from './read-workspace.ts';

/** The workspace with what it goes by. */
export const getWorkspace = protectedProcedure
  .meta({ permission: 'workspace:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(Workspace)
  .query(({ ctx: { services, principal } }) => readWorkspace(services, principal.workspaceId));
