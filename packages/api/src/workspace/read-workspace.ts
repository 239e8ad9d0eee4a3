import { AppError, type Workspace } from '@signalbox/contracts';
import { findWorkspace, getWorkspaceSettings, hasSampleData } from '@signalbox/database';

import type { ApiServices } from '../services.ts';

/** The workspace as it is now. Throws `auth.required` when it is gone. */
export const readWorkspace = async ({ database }: ApiServices, workspaceId: string): Promise<Workspace> => {
  const found = await findWorkspace(database.authDb, workspaceId);
  if (!found) throw new AppError('auth.required', 'The workspace of this sign-in is gone. Sign in again.');
  const [settings, hasSample] = await Promise.all([
    getWorkspaceSettings(database.db, { workspaceId }),
    hasSampleData(database.db, { workspaceId }),
  ]);
  return { id: found.id, name: found.name, settings, hasSampleData: hasSample };
};
