import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { isRecord } from '../../fault.ts';
import { postJson } from '../../post-json.ts';
import { requestJson } from '../../request-json.ts';
import { parseSession, type Session } from './session.ts';

const queryKey = ['auth', 'sessions'];

interface Sessions {
  /** Newest first. */
  readonly sessions: readonly Session[];
  /** Of this browser. */
  readonly currentId: string | null;
}

const readSessions = async (): Promise<Sessions> => {
  const [list, current] = await Promise.all([
    requestJson('/auth/list-sessions', {}),
    requestJson('/auth/get-session', {}),
  ]);
  const sessions = (Array.isArray(list) ? list : []).map(parseSession).filter((session) => session !== null);
  return {
    sessions: sessions.toSorted((left, right) => right.createdAt.localeCompare(left.createdAt)),
    currentId: (isRecord(current) ? parseSession(current['session'])?.id : null) ?? null,
  };
};

/** Where the viewer is signed in. */
export const useSessions = () => useQuery({ queryKey, queryFn: readSessions });

/** Reads the sessions again when some may have ended. */
export const useRefreshSessions = () => {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey });
};

/** Ends one of the viewer's sessions, or all but this one. */
export const useEndSession = (onEnded: () => void) => {
  const refresh = useRefreshSessions();
  return useMutation({
    mutationFn: (session: Session | 'others') =>
      session === 'others'
        ? postJson('/auth/revoke-other-sessions', {})
        : postJson('/auth/revoke-session', { token: session.token }),
    onSuccess: async () => {
      await refresh();
      onEnded();
    },
  });
};
