import type { AppRouter } from '@signalbox/api';
import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';

import { toSignalboxError } from './to-signalbox-error.ts';

/** Makes what any call or subscription fails with a `SignalboxError`. */
export const errorLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        error: (error) => observer.error(toSignalboxError(error, op.signal)),
        complete: () => observer.complete(),
      }),
    );
