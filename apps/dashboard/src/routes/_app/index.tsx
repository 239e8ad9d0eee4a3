import { createFileRoute } from '@tanstack/react-router';

import { OverviewPage } from '../../features/overview/overview-page.tsx';
import { parseOverviewSearch } from '../../features/overview/parse-overview-search.ts';

const OverviewRoute = () => <OverviewPage search={Route.useSearch()} />;

export const Route = createFileRoute('/_app/')({ validateSearch: parseOverviewSearch, component: OverviewRoute });
