import { expect, it } from 'vitest';
import { z } from 'zod';

import { boundErrors } from './bound-errors.ts';
import { collectAnswer, collectError } from './conformance/collect-answer.ts';
import { createWireProvider } from './create-wire-provider.ts';

/** A vendor without an SDK, which answers as told. */
const open = (answer: () => Response) =>
  createWireProvider(
    {
      id: 'plain',
      title: 'Plain',
      parameters: z.strictObject({}),
      contextWindow: () => 8000,
      connect: async ({ fetch }) => {
        const send = boundErrors(fetch);
        return (_, { signal }) => send('http://plain.test/', { signal });
      },
      createReader: () => ({ read: () => [{ type: 'finish', reason: 'stop', usage: null }] }),
    },
    { connection: { apiKey: 'k', baseUrl: null, fetch: async () => answer() } },
  );

const request = { model: 'm', instructions: '', messages: [], tools: [], parameters: {} };
const stream = (text: string): Response => new Response(text, { headers: { 'content-type': 'text/event-stream' } });

it.each([
  [401, { error: { message: 'Bad key.' } }, { kind: 'auth', isRefusal: true }],
  [429, { message: 'Slow down.' }, { kind: 'rate-limit', retryAfterMs: 7000 }],
])('reads the refusal %i of a wire without an SDK', async (status, body, error) => {
  const headers = { 'content-type': 'application/json', 'retry-after': '7' };
  expect(
    await collectError(
      open(() => new Response(JSON.stringify(body), { status, headers })),
      request,
    ),
  ).toMatchObject(error);
});

it('ends with the finish, and says that an answer without one was cut off', async () => {
  expect(
    await collectAnswer(
      open(() => stream('data: {}\n\ndata: {}\n\n')),
      request,
    ),
  ).toMatchObject({ blocks: [] });
  const { message } = await collectError(
    open(() => stream('')),
    request,
  );
  expect(message).toBe('The answer of Plain was cut off before its end.');
});

it('takes the window that it is given, else its own', () => {
  const own = open(() => stream(''));
  expect(own.contextWindow('m')).toBe(8000);
});
