import { ConnectionKind } from '@signalbox/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { listRemoteModels } from './list-remote-models.ts';
import { answerWith, type ModelServer, startModelServer } from './testing/start-model-server.ts';

const apiKey = 'sk-0123456789abcdefghij';
let server: ModelServer;
beforeAll(async () => void (server = await startModelServer()));
afterAll(() => server.close());

const ask = (kind: ConnectionKind, options: { readonly baseUrl?: string; readonly apiKey?: string | null } = {}) =>
  listRemoteModels({ kind, baseUrl: `${server.url}/base`, apiKey, fetch, ...options });

const codeOf = async (asked: ReturnType<typeof ask>): Promise<string> => {
  const answer = await asked;
  if (!('problem' in answer)) return 'none';
  expect(answer.problem.message).not.toContain(apiKey);
  return answer.problem.code;
};

test('each kind is asked in its vendor’s way, and only models that hold conversations are told', async () => {
  const lists: Record<ConnectionKind, unknown> = {
    anthropic: { data: [{ id: 'claude-x', display_name: 'Claude X', max_input_tokens: 200_000 }, { id: 'claude-y' }] },
    openai: { data: [{ id: 'gpt-x' }, { id: 'text-embedding-3' }, { id: 'gpt-x-realtime' }, { id: 'tts-1' }] },
    'openai-compatible': { data: [{ id: 'org/chat', context_length: 8192 }, { name: 'no id' }, { id: 'org/chat' }] },
    google: {
      models: [
        { name: 'models/gemini-x', displayName: 'Gemini X', inputTokenLimit: 1_048_576 },
        { name: 'models/answers', supportedGenerationMethods: ['generateAnswer'] },
      ],
    },
  };
  const found: unknown[] = [];
  for (const kind of ConnectionKind.options) {
    server.answer(answerWith(200, lists[kind]));
    found.push(await ask(kind));
  }
  expect(found).toMatchObject([
    {
      models: [
        { model: 'claude-x', title: 'Claude X', contextWindow: 200_000 },
        { model: 'claude-y', title: 'claude-y', contextWindow: null },
      ],
    },
    { models: [{ model: 'gpt-x', title: 'gpt-x', contextWindow: null }] },
    { models: [{ model: 'org/chat', title: 'org/chat', contextWindow: 8192 }] },
    { models: [{ model: 'gemini-x', title: 'Gemini X', contextWindow: 1_048_576 }] },
  ]);
  expect(server.requests.map(({ url }) => url)).toEqual([
    '/base/v1/models?limit=1000',
    '/base/models',
    '/base/models',
    '/base/v1beta/models?pageSize=1000',
  ]);
  expect(server.requests.map(({ headers }) => headers)).toMatchObject([
    { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' },
    { authorization: `Bearer ${apiKey}` },
    { authorization: `Bearer ${apiKey}` },
    { 'x-goog-api-key': apiKey },
  ]);
});

test('without a key none is sent', async () => {
  server.answer(answerWith(200, { data: [] }));
  expect(await ask('openai-compatible', { apiKey: null })).toEqual({ models: [] });
  expect(server.requests.at(-1)?.headers.authorization).toBeUndefined();
});

test('what is wrong has a name, and never the key in its words', async () => {
  const cases = [
    [401, { error: `Incorrect API key provided: ${apiKey}` }, 'key-refused'],
    [403, {}, 'key-refused'],
    [404, 'not found', 'address-wrong'],
    [429, {}, 'rate-limited'],
    [500, {}, 'server-failed'],
    [200, '<html></html>', 'address-wrong'],
    [200, { models: [] }, 'address-wrong'],
    [200, 'null', 'address-wrong'],
    [200, 'x'.repeat(9 * 1024 * 1024), 'address-wrong'],
  ] as const;
  for (const [status, body, code] of cases) {
    server.answer(answerWith(status, body));
    expect([status, await codeOf(ask('openai'))]).toEqual([status, code]);
  }
  const badGoogleKey = { error: { code: 400, details: [{ reason: 'API_KEY_INVALID' }] } };
  server.answer(answerWith(400, badGoogleKey));
  expect([await codeOf(ask('google')), await codeOf(ask('openai'))]).toEqual(['key-refused', 'address-wrong']);
});

test('a redirect is not followed: the key stays with the server that it is for', async () => {
  const other = await startModelServer();
  server.answer(answerWith(302, '', { location: `${other.url}/models` }));
  expect(await codeOf(ask('anthropic'))).toBe('address-wrong');
  expect(other.requests).toEqual([]);
  await other.close();
  expect(await codeOf(ask('openai', { baseUrl: other.url }))).toBe('unreachable');
});

test('an answer that is cut off, an address that is blocked, and a caller who leaves', async () => {
  server.answer((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"data":', () => response.destroy());
  });
  expect(await codeOf(ask('openai'))).toBe('unreachable');
  const blocked = new Error('10.0.0.1 is a private address.');
  blocked.name = 'BlockedAddressError';
  const refuse = () => Promise.reject(new TypeError('fetch failed', { cause: blocked }));
  const answer = await listRemoteModels({ kind: 'openai', baseUrl: null, apiKey: null, fetch: refuse });
  expect(answer).toEqual({ problem: { code: 'address-blocked', message: '10.0.0.1 is a private address.' } });
  server.answer(() => undefined);
  const gone = listRemoteModels({ kind: 'openai', baseUrl: server.url, apiKey, fetch }, AbortSignal.abort('left'));
  await expect(gone).rejects.toBe('left');
});

test('a server that hangs is given up within the time that a caller waits', async () => {
  server.answer((_, response) => {
    response.writeHead(200);
    response.write('{"data":[');
  });
  expect(await codeOf(ask('openai'))).toBe('timeout');
}, 8000);
