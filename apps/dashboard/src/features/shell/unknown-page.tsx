import { Mark } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { useTitle } from '../../use-title.ts';

/** In place of an address that has no page. */
export const UnknownPage = () => {
  useTitle('Unknown address');
  return (
    <main className="mx-auto flex min-h-full max-w-[480px] flex-col items-start justify-center gap-4 p-4">
      <Mark size={40} arm="level" />
      <h1 className="text-title font-semibold">There is no page at this address</h1>
      <p className="text-code text-text-muted font-mono break-all">{window.location.pathname}</p>
      <Link to="/" className="text-accent-text underline">
        Open the overview
      </Link>
    </main>
  );
};
