import { createFileRoute } from '@tanstack/react-router';

import { AnalyticsPage } from '../../features/analytics/analytics-page.tsx';
import { parseAnalyticsSearch } from '../../features/analytics/parse-analytics-search.ts';

const AnalyticsRoute = () => <AnalyticsPage search={Route.useSearch()} />;

export const Route = createFileRoute('/_app/analytics')({
  validateSearch: parseAnalyticsSearch,
  component: AnalyticsRoute,
});
