import { createFileRoute } from '@tanstack/react-router';

import { ActivityPage } from '../../features/activity/activity-page.tsx';
import { parseActivitySearch } from '../../features/activity/parse-activity-search.ts';

const ActivityRoute = () => <ActivityPage search={Route.useSearch()} />;

export const Route = createFileRoute('/_app/activity')({
  validateSearch: parseActivitySearch,
  component: ActivityRoute,
});
