import { createFileRoute } from '@tanstack/react-router';

import { WorkspacePage } from '../../features/settings/workspace/workspace-page.tsx';

export const Route = createFileRoute('/_app/settings/workspace')({ component: WorkspacePage });
