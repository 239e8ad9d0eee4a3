import { Transform } from 'node:stream';

import { AppError } from '@signalbox/contracts';
import type { preParsingAsyncHookHandler, RequestPayload } from 'fastify';

const fatal = { fatal: true, ignoreBOM: true } as const;

const refuse = (): AppError => new AppError('request.invalid', 'The body is no valid UTF-8.');

/** The same bytes, an error in place of the first that are no UTF-8. */
const toChecked = (payload: RequestPayload): RequestPayload => {
  const decoder = new TextDecoder('utf-8', fatal);
  const check = (bytes: Uint8Array | undefined): Error | null => {
    try {
      decoder.decode(bytes, { stream: bytes !== undefined });
      return null;
    } catch {
      return refuse();
    }
  };
  const checked: Transform & RequestPayload = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      const error = check(chunk);
      if (error) done(error);
      else done(null, chunk);
    },
    flush: (done) => done(check(undefined)),
  });
  payload.once('error', (error) => checked.destroy(error));
  checked.receivedEncodedLength = 0;
  payload.on(
    'data',
    (chunk: Buffer) => (checked.receivedEncodedLength = (checked.receivedEncodedLength ?? 0) + chunk.length),
  );
  payload.pipe(checked);
  return checked;
};

/** Hook of fastify: JSON with bytes that are no UTF-8 is refused with 400, where a parser would put other characters in. */
export const checkUtf8Body: preParsingAsyncHookHandler = async (request, _reply, payload) => {
  const isJson = request.headers['content-type']?.toLowerCase().includes('json') ?? false;
  return isJson ? toChecked(payload) : payload;
};
