import { createFileRoute } from '@tanstack/react-router';

import { parseRunSearch } from '../../features/run/parse-run-search.ts';
import { RunPage } from '../../features/run/run-page.tsx';
import { toRunQuery } from '../../features/run/to-run-query.ts';

const RunRoute = () => {
  const { runId } = Route.useParams();
  return <RunPage key={runId} runId={runId} search={Route.useSearch()} />;
};

export const Route = createFileRoute('/_app/runs/$runId')({
  validateSearch: parseRunSearch,
  // a long log takes a while: it is asked for before the page's code has come, but not for a link that is passed over
  loader: ({ cause, params, context: { queryClient, trpc } }) => {
    if (cause !== 'preload') void queryClient.prefetchQuery(toRunQuery(trpc, params.runId));
  },
  component: RunRoute,
});
