import type { Actor } from '@signalbox/contracts';

import type { Principal, RequestContext } from '../services.ts';

/** Between two looks at who watches. An API key's check remembers for 4 s by itself: either way, rights end within 5 s. */
const checkMs: Record<Actor['kind'], number> = { 'api-key': 900, user: 4000, local: 4000, system: 4000 };

type Watcher = Pick<RequestContext, 'services' | 'reauthenticate'> & { readonly principal: Principal };

const mayGoOn = (now: Principal | null, { workspaceId }: Principal): boolean =>
  now?.workspaceId === workspaceId && now.permissions.has('runs:read');

/** Whether who watches may still read runs: the signal aborts within 5 s of the right's end. Counted as open until it is closed. */
export const watchRights = ({
  services: { openStreams },
  principal,
  reauthenticate,
}: Watcher): { readonly ended: AbortSignal; readonly close: () => void } => {
  const revoked = new AbortController();
  const check = async (): Promise<void> => {
    // while the database is away nobody can tell: what was right stays so until it is back
    const now = await reauthenticate?.().catch(() => principal);
    if (!mayGoOn(now ?? null, principal)) revoked.abort();
  };
  const timer = reauthenticate && setInterval(() => void check(), checkMs[principal.actor.kind]);
  openStreams.add(revoked);
  const close = (): void => {
    clearInterval(timer);
    openStreams.delete(revoked);
  };
  return { ended: revoked.signal, close };
};
