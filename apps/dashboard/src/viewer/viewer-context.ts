import type { AppRouter } from '@signalbox/api';
import type { Permission } from '@signalbox/contracts';
import type { inferRouterOutputs } from '@trpc/server';
import { createContext, useContext } from 'react';

/** Who is signed in, in which workspace, with which rights. */
export type Viewer = inferRouterOutputs<AppRouter>['viewer']['get'];

export const ViewerContext = createContext<Viewer | null>(null);

/** The signed-in viewer; only below the shell. */
export const useViewer = (): Viewer => {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer needs the shell around it');
  return viewer;
};

/** What pages ask for; backups are for the command line. */
type PagePermission = Exclude<Permission, 'snapshots:create'>;

const reasons: Record<PagePermission, string> = {
  'agents:read': 'Your role may not see agents.',
  'agents:update': 'Your role may see agents but not change them.',
  'api-keys:manage': 'Only owners and admins manage API keys.',
  'models:read': 'Your role may not see how models are reached.',
  'models:update': 'Only owners and admins connect providers and set prices.',
  'runs:read': 'Your role may not see runs.',
  'runs:start': 'Your role may see runs but not start them.',
  'runs:control': 'Your role may see runs but not stop them or decide.',
  'runs:delete': 'Only owners and admins delete runs.',
  'runs:report': 'Your role may not report runs.',
  'system:read': 'Only owners and admins see how the system is.',
  'tools:read': 'Your role may not see tools.',
  'tools:update': 'Only owners and admins switch and try tools.',
  'workspace:read': 'Your role may not see the settings of the workspace.',
  'workspace:update': 'Only owners and admins change the settings of the workspace.',
};

/** Why the viewer may not do something, in words for a tooltip; null when he may. */
export const useRefusal = (permission: PagePermission): string | null =>
  useViewer().permissions.includes(permission) ? null : reasons[permission];
