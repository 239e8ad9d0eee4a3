import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, type ReactNode } from 'react';

import { isSignInNeeded, toFault } from '../../fault.ts';
import { useLiveStream, useWorkspaceFrames } from '../../live/live-context.ts';
import { useTRPC } from '../../trpc.ts';
import { useIsVisible } from '../../use-is-visible.ts';
import { SignInContext } from '../../viewer/sign-in-context.ts';
import { ViewerContext } from '../../viewer/viewer-context.ts';
import { LoadingPage } from './loading-page.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { SignedOutStrip } from './signed-out-strip.tsx';
import { UnreachablePage } from './unreachable-page.tsx';

/** How often a page that could not be loaded tries again by itself. */
const retryMs = 3000;

/** The viewer, asked for again whenever the stream was cut or refused: the session may have ended. */
const useViewerQuery = () => {
  const trpc = useTRPC();
  const viewer = useQuery(
    trpc.viewer.get.queryOptions(
      {},
      { refetchInterval: ({ state }) => (state.error && !isSignInNeeded(state.error) ? retryMs : false) },
    ),
  );
  useWorkspaceFrames(({ type }) => {
    if (type === 'reset' && viewer.data) void viewer.refetch();
  });
  return viewer;
};

/** The stream runs while somebody who is signed in looks. */
const useLiveWhile = (isSignedIn: boolean, position: string | undefined): void => {
  const live = useLiveStream();
  const isWanted = useIsVisible() && isSignedIn;
  useEffect(() => {
    if (position !== undefined) live.beginAt(position);
  }, [live, position]);
  useEffect(() => {
    live.setWanted(isWanted);
    return () => live.setWanted(false);
  }, [live, isWanted]);
};

/**
 * What is within for somebody who is signed in; the sign-in for everybody else. When a session ends while somebody
 * works, the page stays below and the sign-in stands over it.
 */
export const SessionGate = ({ children }: { readonly children: ReactNode }) => {
  const viewer = useViewerQuery();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'yes' | 'closed' | null>(null);
  const ask = useCallback(() => setAsked('yes'), []);
  const isEnded = isSignInNeeded(viewer.error);
  useLiveWhile(viewer.data !== undefined && !isEnded, viewer.data?.livePosition);

  const { data } = viewer;
  if (!data) {
    if (isEnded) return <SignInPage />;
    if (!viewer.error) return <LoadingPage />;
    return <UnreachablePage fault={toFault(viewer.error)} onRetry={() => void viewer.refetch()} />;
  }
  const goOn = async (): Promise<void> => {
    const { data: next } = await viewer.refetch();
    // Somebody else must not see what the one before saw.
    await (next?.actor.id === data.actor.id ? queryClient.invalidateQueries() : queryClient.resetQueries());
    setAsked(null);
  };
  return (
    <SignInContext value={ask}>
      <ViewerContext value={data}>
        <div key={data.actor.id} className="contents">
          {children}
        </div>
        {(asked === 'yes' || (isEnded && asked === null)) && (
          <SignInDialog
            email={data.email}
            isEnded={isEnded}
            onClose={() => setAsked(isEnded ? 'closed' : null)}
            onSignIn={goOn}
          />
        )}
        {isEnded && asked === 'closed' && <SignedOutStrip onSignIn={ask} />}
      </ViewerContext>
    </SignInContext>
  );
};
