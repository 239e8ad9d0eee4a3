import { once } from 'node:events';
import { createServer } from 'node:http';

/** A finished answer, of 1,000 tokens read and 100 written. */
const chunks = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: 'Hello from small.' }, finish_reason: null }] },
  { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
  { choices: [], usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } },
];
const envelope = { id: 'chat-1', object: 'chat.completion.chunk', created: 1, model: 'small' };
const answer = [...chunks.map((chunk) => JSON.stringify({ ...envelope, ...chunk })), '[DONE]'];

/** An OpenAI-compatible server on this machine that has one model, which says hello and what it used. */
export const startChatServer = async () => {
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'small' }] }));
    } else {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(answer.map((line) => `data: ${line}\n\n`).join(''));
    }
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
