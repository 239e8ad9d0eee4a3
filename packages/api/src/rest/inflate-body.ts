import { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { AppError } from '@signalbox/contracts';
import type { preParsingAsyncHookHandler, RequestPayload } from 'fastify';

/** Makes a hook of fastify: a body in gzip is read as what it holds, up to so many bytes. */
export const createInflateBody =
  (maxBytes: number): preParsingAsyncHookHandler =>
  async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
    if (encoding === 'identity') return payload;
    if (encoding !== 'gzip') {
      throw new AppError('request.unsupported-type', 'Send the body as it is, or in gzip.');
    }
    let bytes = 0;
    const inflated: Transform & RequestPayload = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        bytes += chunk.length;
        if (bytes <= maxBytes) return done(null, chunk);
        done(new AppError('request.too-large', `The body holds more than ${maxBytes / 1024 / 1024} MiB.`));
      },
    });
    const gunzip = createGunzip();
    inflated.receivedEncodedLength = 0;
    payload.on('data', (chunk: Buffer) => {
      inflated.receivedEncodedLength = (inflated.receivedEncodedLength ?? 0) + chunk.length;
    });
    payload.once('error', (error) => inflated.destroy(error));
    gunzip.once('error', () => inflated.destroy(new AppError('request.invalid', 'The body is no valid gzip.')));
    inflated.once('close', () => {
      payload.unpipe(gunzip);
      gunzip.destroy();
    });
    payload.pipe(gunzip).pipe(inflated);
    return inflated;
  };
