import { AppError } from '@signalbox/contracts';
import fastify from 'fastify';
import { expect, test } from 'vitest';

import { checkUtf8Body } from './check-utf8-body.ts';

const post = async (bytes: Buffer, type = 'application/json') => {
  const server = fastify();
  server.addHook('preParsing', checkUtf8Body);
  server.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error, _request, reply) =>
    reply.status(400).send({ code: error instanceof AppError ? error.code : String(error) }),
  );
  server.post('/', (request) => ({ body: request.body }));
  return (await server.inject({ method: 'POST', url: '/', payload: bytes, headers: { 'content-type': type } })).json();
};

const quoted = (...bytes: number[]): Buffer => Buffer.from([0x22, ...bytes, 0x22]);

test('JSON with bytes that are no UTF-8 is refused: overlong, cut off, or a half of a character', async () => {
  expect(await post(Buffer.from('"Grüße 🚦"'))).toEqual({ body: 'Grüße 🚦' });
  for (const bytes of [quoted(0xc0, 0xaf), quoted(0xed, 0xa0, 0x80), Buffer.from([0x22, 0xf0, 0x9f])]) {
    expect(await post(bytes)).toEqual({ code: 'request.invalid' });
  }
  expect(await post(quoted(0xc0, 0xaf), 'text/plain')).toEqual({ body: expect.stringContaining('\u{FFFD}') });
});
