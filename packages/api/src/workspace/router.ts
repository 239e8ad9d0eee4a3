import { router } from '../procedure.ts';
import { countExpired } from './count-expired.ts';
import { getWorkspace } from './get-workspace.ts';
import { updateWorkspace } from './update-workspace.ts';

/** The workspace that its callers are in. */
export const workspaceRouter = router({ countExpired, get: getWorkspace, update: updateWorkspace });
