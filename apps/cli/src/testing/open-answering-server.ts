import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

const notFound = { code: 'NOT_FOUND', httpStatus: 404, appCode: 'run.not-found', requestId: 'r-1' };
const refusal = [{ error: { code: -32_004, message: 'There is no such run.', data: notFound } }];

/** A server on loopback that answers each path with what it was given, and keeps what it was asked. */
export const openAnsweringServer = async (answers: Readonly<Record<string, unknown>>) => {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '', 'http://localhost').pathname;
    const body = request.method === 'POST' ? await json(request) : null;
    seen.push({ path, authorization: request.headers.authorization, body });
    response.writeHead(path in answers ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answers[path] ?? refusal));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, seen, close };
};
