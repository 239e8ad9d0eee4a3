import { ReadableStream } from 'node:stream/web';

import { TooLargeError } from './guarded-fetch-error.ts';
import { toFetchError } from './to-fetch-error.ts';

interface LimitOptions {
  readonly host: string;
  readonly maxBytes: number;
  /** Aborts the request behind the body; its reason is what a reader is told. */
  readonly abort: AbortController;
  /** The body has ended, been cancelled or failed. */
  readonly onEnd: () => void;
}

/** The same bytes, as they are read, up to a limit; a failure of any kind arrives as this package's error or the caller's abort. */
export const limitBody = (body: ReadableStream<unknown>, options: LimitOptions): ReadableStream<Uint8Array> => {
  const { host, maxBytes, abort, onEnd } = options;
  const reader = body.getReader();
  let bytes = 0;
  const fail = (error: unknown): unknown => {
    onEnd();
    return abort.signal.aborted ? abort.signal.reason : toFetchError(error, host);
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await reader.read();
          if (done) {
            onEnd();
            return controller.close();
          }
          if (!(value instanceof Uint8Array)) throw new TypeError('not bytes');
          bytes += value.byteLength;
          if (bytes > maxBytes) abort.abort(new TooLargeError(`${host} sent more than ${maxBytes} bytes.`));
          abort.signal.throwIfAborted();
          controller.enqueue(value);
        } catch (error) {
          controller.error(fail(error));
        }
      },
      cancel: async (reason) => {
        onEnd();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
};
