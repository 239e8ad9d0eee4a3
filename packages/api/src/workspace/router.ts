import { router } from '../procedure.ts';
import { getWorkspace } from './get-workspace.ts';
import { updateWorkspace } from './update-workspace.ts';

/** The workspace that its callers are in. */
export const workspaceRouter = router({ get: getWorkspace, update: updateWorkspace });
