import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';

export interface ModelServer {
  readonly url: string;
  /** What was asked, oldest first. */
  readonly requests: readonly IncomingMessage[];
  /** Answers so from now on. */
  answer(listener: RequestListener): void;
  close(): Promise<void>;
}

/** Answers with a status and a body, JSON unless it is text. */
export const answerWith =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** A server on this machine that lists the models of an OpenAI-compatible one, until it is told otherwise. */
export const startModelServer = async (): Promise<ModelServer> => {
  const requests: IncomingMessage[] = [];
  const large = { id: 'large', max_model_len: 32_768, max_completion_tokens: 4096, supported_parameters: ['tools'] };
  let listener = answerWith(200, { object: 'list', data: [{ id: 'small' }, large] });
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    answer: (next) => void (listener = next),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
