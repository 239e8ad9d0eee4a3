import { createFileRoute } from '@tanstack/react-router';

import { parseRunSearch } from '../../features/run/parse-run-search.ts';
import { RunPage } from '../../features/run/run-page.tsx';

const RunRoute = () => {
  const { runId } = Route.useParams();
  return <RunPage key={runId} runId={runId} search={Route.useSearch()} />;
};

export const Route = createFileRoute('/_app/runs/$runId')({ validateSearch: parseRunSearch, component: RunRoute });
