import { expect, test } from 'vitest';

import { createFindOllama } from './find-ollama.ts';
import { answerWith, startModelServer } from './testing/start-model-server.ts';

test('an Ollama that answers is offered, and asked once for many who look', async () => {
  const server = await startModelServer();
  server.answer(answerWith(200, { version: '0.12.0' }));
  const find = createFindOllama(fetch, server.url);
  const offer = { name: 'ollama', kind: 'openai-compatible', baseUrl: `${server.url}/v1` };
  expect(await Promise.all([find(), find()])).toEqual([offer, offer]);
  expect(server.requests.map(({ url }) => url)).toEqual(['/api/version']);
  await server.close();
  expect(await find()).toEqual(offer);
});

test('another program on its port, none, or one that hangs is no Ollama', async () => {
  const server = await startModelServer();
  server.answer(answerWith(200, 'welcome'));
  expect(await createFindOllama(fetch, server.url)()).toBeNull();
  server.answer(() => undefined);
  expect(await createFindOllama(fetch, server.url)()).toBeNull();
  await server.close();
  expect(await createFindOllama(fetch, server.url)()).toBeNull();
});
