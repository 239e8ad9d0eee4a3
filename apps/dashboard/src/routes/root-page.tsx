import { useQuery } from '@tanstack/react-query';

import { isSignInNeeded, toFault } from '../fault.ts';
import { SetupPage } from '../features/session/setup-page.tsx';
import { SignInPage } from '../features/session/sign-in-page.tsx';
import { useLocation } from '../location.ts';
import { useTRPC } from '../trpc.ts';
import { FaultBox } from '../ui/fault-box.tsx';
import { Mark } from '../ui/mark.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { HomePage } from './home-page.tsx';

/** How often a page that could not be loaded tries again by itself. */
const retryMs = 3000;

const LoadingPage = () => (
  <div aria-busy className="flex h-dvh flex-col gap-4 p-4">
    <Skeleton className="h-10" />
    <Skeleton className="h-full" />
  </div>
);

const ViewedPage = () => {
  const trpc = useTRPC();
  const viewer = useQuery(
    trpc.viewer.get.queryOptions(
      {},
      { refetchInterval: ({ state }) => (state.error && !isSignInNeeded(state.error) ? retryMs : false) },
    ),
  );
  if (isSignInNeeded(viewer.error)) return <SignInPage />;
  if (viewer.data) {
    const { actor, workspace, permissions } = viewer.data;
    return <HomePage actor={actor} workspaceName={workspace.name} permissions={permissions} />;
  }
  if (!viewer.error) return <LoadingPage />;
  return (
    <main className="mx-auto flex min-h-full max-w-[480px] flex-col justify-center gap-4 p-4">
      <Mark size={40} arm="level" />
      <h1 className="text-title font-semibold">Signalbox cannot be reached</h1>
      <FaultBox fault={toFault(viewer.error)} onRetry={() => void viewer.refetch()} />
    </main>
  );
};

/** The page that belongs to the address. */
export const RootPage = () => {
  const { pathname, searchParams } = useLocation();
  return pathname === '/setup' ? <SetupPage token={searchParams.get('token')} /> : <ViewedPage />;
};
