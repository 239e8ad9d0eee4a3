import { authenticate } from '../authenticate.ts';
import type { Principal, RequestContext } from '../services.ts';
import { watchRights } from './watch-rights.ts';

type StreamContext = Pick<RequestContext, 'services' | 'reauthenticate'> & { readonly principal: Principal };

/**
 * The stream that `open` makes, ended by the viewer's leaving and the server's stop, and with `auth.required` within
 * 5 s of the viewer's losing the right to read runs.
 */
export const guardStream = async function* <Item>(
  context: StreamContext,
  signal: AbortSignal | undefined,
  open: (ends: AbortSignal) => AsyncIterable<Item>,
): AsyncGenerator<Item, void> {
  const rights = watchRights(context);
  try {
    yield* open(AbortSignal.any([context.services.stopping, rights.ended, ...(signal ? [signal] : [])]));
    if (rights.ended.aborted) authenticate(null);
  } finally {
    rights.close();
  }
};
