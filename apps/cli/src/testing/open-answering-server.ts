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

/**
 * A server on loopback that answers each path with what it was given, or with the stream of events that is made of the
 * query's input, and keeps what it was asked.
 */
export const openAnsweringServer = async (
  answers: Readonly<Record<string, unknown>>,
  streams: Readonly<Record<string, (input: string) => string>> = {},
) => {
  const seen: Seen[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const body = request.method === 'POST' ? await json(request) : null;
    seen.push({ path, authorization: request.headers.authorization, body });
    const stream = streams[path]?.(searchParams.get('input') ?? '');
    const type = stream === undefined ? 'application/json' : 'text/event-stream';
    response.writeHead(path in answers || stream !== undefined ? 200 : 404, { 'content-type': type });
    response.end(stream ?? JSON.stringify(answers[path] ?? refusal));
  };
  const server = createServer((request, response) => void respond(request, response));
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
