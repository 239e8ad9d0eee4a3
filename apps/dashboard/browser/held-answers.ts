import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** So much of a streamed answer passes before it is held: its beginning and some pieces of a text. */
const eventsBefore = 12;

interface HeldAnswers {
  readonly url: string;
  /** Holds each streamed answer after its first events; what is answered lets them go on. */
  readonly hold: () => () => void;
  readonly close: () => Promise<void>;
}

/** Stands before a model server on this machine, so that a journey looks at an answer under way, however slow it is. */
export const startHeldAnswers = async (url: string): Promise<HeldAnswers> => {
  let goingOn = Promise.resolve();
  const letThrough = async function* (answer: Readable): AsyncGenerator<string> {
    let events = 0;
    for await (const chunk of answer.setEncoding('utf8')) {
      for (const piece of String(chunk).split(/(?<=\n\n)/)) {
        yield piece;
        if (piece.endsWith('\n\n')) events += 1;
        if (events === eventsBefore) await goingOn;
      }
    }
  };
  const server = createServer((request, response) => {
    const { method, headers } = request;
    const asked = ask(`${url}${request.url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      // who asked may go away
      pipeline(answer, letThrough, response).catch(() => response.destroy());
    });
    pipeline(request, asked).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      goingOn = promise;
      return resolve;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
