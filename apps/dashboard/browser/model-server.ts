import { once } from 'node:events';
import { createServer } from 'node:http';

/** The one key that a server takes which wants one. */
export const goodKey = 'sk-good-0123456789abcdef';

/** A finished answer, of 1,000 tokens read and 100 written. */
const chunks = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: 'Hello from small.' }, finish_reason: null }] },
  { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
  { choices: [], usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } },
];
const envelope = { id: 'chat-1', object: 'chat.completion.chunk', created: 1, model: 'small' };
const answer = [...chunks.map((chunk) => JSON.stringify({ ...envelope, ...chunk })), '[DONE]'];

/** An OpenAI-compatible server on this machine: it lists its models, and says hello and what it used. */
export const startModelServer = async ({
  models,
  key,
}: {
  readonly models: readonly string[];
  readonly key?: string;
}) => {
  const server = createServer((request, response) => {
    request.resume();
    const isKnown = key === undefined || request.headers.authorization === `Bearer ${key}`;
    const type = request.method === 'GET' || !isKnown ? 'application/json' : 'text/event-stream';
    response.writeHead(isKnown ? 200 : 401, { 'content-type': type });
    if (type === 'text/event-stream') response.end(answer.map((line) => `data: ${line}\n\n`).join(''));
    else response.end(JSON.stringify({ object: 'list', data: isKnown ? models.map((id) => ({ id })) : [] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    close: async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
