import { createFileRoute } from '@tanstack/react-router';

import { textOr } from '../fault.ts';
import { SetupPage } from '../features/session/setup-page.tsx';

const Setup = () => <SetupPage token={Route.useSearch().token} />;

export const Route = createFileRoute('/setup')({
  validateSearch: (search) => ({ token: textOr(search['token'], null) }),
  component: Setup,
});
