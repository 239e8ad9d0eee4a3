import { createFileRoute } from '@tanstack/react-router';

import { parsePlaygroundSearch } from '../../features/playground/parse-playground-search.ts';
import { PlaygroundPage } from '../../features/playground/playground-page.tsx';

const PlaygroundRoute = () => (
  <PlaygroundPage conversationId={Route.useParams().conversationId ?? null} search={Route.useSearch()} />
);

export const Route = createFileRoute('/_app/playground/{-$conversationId}')({
  validateSearch: parsePlaygroundSearch,
  component: PlaygroundRoute,
});
