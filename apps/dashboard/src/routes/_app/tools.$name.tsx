import { createFileRoute } from '@tanstack/react-router';

import { parseToolSearch } from '../../features/tools/parse-tool-search.ts';
import { ToolPage } from '../../features/tools/tool-page.tsx';

const ToolRoute = () => {
  const { name } = Route.useParams();
  return <ToolPage key={name} name={name} search={Route.useSearch()} />;
};

export const Route = createFileRoute('/_app/tools/$name')({ validateSearch: parseToolSearch, component: ToolRoute });
