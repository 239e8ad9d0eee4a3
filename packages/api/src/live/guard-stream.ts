import { authenticate } from '../authenticate.ts';
import type { ApiServices } from '../services.ts';
import type { StreamContext } from './open-streams.ts';

/**
 * The stream that `open` makes, ended by the viewer's leaving and the server's stop, and with `auth.required` within
 * 5 s of the viewer's losing the right to read runs. Throws `request.rate-limited` when too many are open.
 */
export const guardStream = async function* <Item>(
  context: StreamContext & { readonly services: ApiServices },
  signal: AbortSignal | undefined,
  open: (ends: AbortSignal) => AsyncIterable<Item>,
): AsyncGenerator<Item, void> {
  const { openStreams, stopping } = context.services;
  const ended = new AbortController();
  const close = openStreams.open(context, (reason) => ended.abort(reason));
  try {
    yield* open(AbortSignal.any([stopping, ended.signal, ...(signal ? [signal] : [])]));
    if (ended.signal.reason === 'rights-ended') authenticate(null);
  } finally {
    close();
  }
};
