import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** One request that a raw server got, and the answer that a test writes to it. */
export interface RawExchange {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly response: ServerResponse;
  /** Settles when the connection of the answer is closed, whole or not. */
  readonly closed: Promise<void>;
}

export type RawHandler = (exchange: RawExchange) => void | Promise<void>;

/** A server that writes the bytes it is given, right or wrong. */
export interface RawServer {
  readonly url: string;
  /** What the next requests get. */
  handler: RawHandler;
  close(): Promise<void>;
}

/** Starts the answer of a stream. */
export const startStream = ({ response }: RawExchange): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
};

/** Answers with the text as one whole stream. */
export const answerWith =
  (wire: string): RawHandler =>
  (exchange) => {
    startStream(exchange);
    exchange.response.end(wire);
  };

/** A raw server on a free port of this machine. */
export const openRawServer = async (): Promise<RawServer> => {
  let handler: RawHandler = ({ response }) => void response.writeHead(500).end();
  const server = createServer((request, response) => {
    const closed = new Promise<void>((resolve) => void response.once('close', resolve));
    const serve = async (): Promise<void> => {
      const body = await text(request);
      await handler({ url: request.url ?? '', headers: request.headers, body, response, closed });
    };
    serve().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    get handler() {
      return handler;
    },
    set handler(next) {
      handler = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
};
