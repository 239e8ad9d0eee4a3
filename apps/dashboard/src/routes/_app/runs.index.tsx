import { createFileRoute } from '@tanstack/react-router';

import { parseRunsSearch } from '../../features/runs/parse-runs-search.ts';
import { RunsPage } from '../../features/runs/runs-page.tsx';

const RunsRoute = () => <RunsPage search={Route.useSearch()} />;

export const Route = createFileRoute('/_app/runs/')({ validateSearch: parseRunsSearch, component: RunsRoute });
