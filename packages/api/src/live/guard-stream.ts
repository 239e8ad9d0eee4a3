import type { Actor } from '@signalbox/contracts';

import { authenticate } from '../authenticate.ts';
import type { Principal, RequestContext } from '../services.ts';

/** Between two looks at who watches. An API key's check remembers for 4 s by itself: either way, rights end within 5 s. */
const checkMs: Record<Actor['kind'], number> = { 'api-key': 900, user: 4000, local: 4000, system: 4000 };

type StreamContext = Pick<RequestContext, 'services' | 'reauthenticate'> & { readonly principal: Principal };

const mayGoOn = (now: Principal | null, { workspaceId }: Principal): boolean =>
  now?.workspaceId === workspaceId && now.permissions.has('runs:read');

/**
 * The stream that `open` makes, ended by the viewer's leaving and the server's stop, and with `auth.required` within
 * 5 s of the viewer's losing the right to read runs.
 */
export const guardStream = async function* <Item>(
  { services, principal, reauthenticate }: StreamContext,
  signal: AbortSignal | undefined,
  open: (ends: AbortSignal) => AsyncIterable<Item>,
): AsyncGenerator<Item, void> {
  const revoked = new AbortController();
  const check = async (): Promise<void> => {
    // while the database is away nobody can tell: what was right stays so until it is back
    const now = await reauthenticate?.().catch(() => principal);
    if (!mayGoOn(now ?? null, principal)) revoked.abort();
  };
  services.openStreams.add(revoked);
  const timer = reauthenticate && setInterval(() => void check(), checkMs[principal.actor.kind]);
  try {
    yield* open(AbortSignal.any([services.stopping, revoked.signal, ...(signal ? [signal] : [])]));
    if (revoked.signal.aborted) authenticate(null);
  } finally {
    clearInterval(timer);
    services.openStreams.delete(revoked);
  }
};
