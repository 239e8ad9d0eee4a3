import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

import { openWebServer, type WebServer } from './web-server.ts';

/** The address of this machine that the server is allowed to reach; its other ones are forbidden. */
export const allowedHost = '127.0.0.2';

/** What stands around the server under test: a web server that its tools may ask, and listeners that nobody may reach. */
export interface World {
  readonly web: WebServer;
  /** Listens on every address of this machine. */
  readonly forbiddenPort: number;
  /** Connections that came where none may come, by listener. */
  findForbidden(): string[];
  /** Headers of the requests that `/echo` got, by host. */
  readonly echoed: ReadonlyMap<string, IncomingHttpHeaders>;
  /** Whether the connection of the endless answer was closed by who asked for it. */
  isDripClosed(): boolean;
  close(): Promise<void>;
}

const drip = (response: ServerResponse, onClosed: () => void): void => {
  response.writeHead(200, { 'content-type': 'text/plain' });
  const timer = setInterval(() => response.write('.'), 1000);
  response.write('.');
  response.once('close', () => {
    clearInterval(timer);
    onClosed();
  });
};

const listenTwice = async (
  open: (port?: number) => Promise<WebServer>,
  openTwin: (port: number) => Promise<WebServer>,
) => {
  for (let tries = 0; ; tries += 1) {
    const first = await open();
    try {
      return { first, twin: await openTwin(first.port) };
    } catch (error) {
      await first.close();
      if (tries > 5) throw error;
    }
  }
};

/** Opens all of it on free ports of this machine. */
export const openWorld = async (): Promise<World> => {
  const echoed = new Map<string, IncomingHttpHeaders>();
  let isClosed = false;
  const refuse = (_request: unknown, response: ServerResponse): void => void response.end('forbidden');
  const openWeb = (): Promise<WebServer> =>
    openWebServer(allowedHost, (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://web');
      if (pathname === '/drip') return drip(response, () => (isClosed = true));
      if (pathname === '/short') {
        response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '1000' });
        return void response.write('short', () => response.destroy());
      }
      if (pathname === '/redirect')
        return void response.writeHead(302, { location: searchParams.get('to') ?? '' }).end();
      echoed.set((request.headers.host ?? '').split(':')[0] ?? '', request.headers);
      // a connection that stays open would not be looked up again
      return void response.writeHead(200, { 'content-type': 'text/plain', connection: 'close' }).end('echo');
    });
  const { first: web, twin } = await listenTwice(openWeb, (port) => openWebServer('127.0.0.1', refuse, port));
  const anywhere = await openWebServer('::', refuse).catch(() => openWebServer('0.0.0.0', refuse));
  // the port that addresses without one mean, where this user may listen on it
  const usual = await openWebServer('127.0.0.1', refuse, 80).catch(() => undefined);
  const forbidden = { twin, anywhere, ...(usual && { usual }) };
  return {
    web,
    forbiddenPort: anywhere.port,
    findForbidden: () =>
      Object.entries(forbidden).flatMap(([name, server]) =>
        server.connections() > 0 ? [`the forbidden listener ${name} saw ${server.connections()} connections`] : [],
      ),
    echoed,
    isDripClosed: () => isClosed,
    close: async () => void (await Promise.all([web, ...Object.values(forbidden)].map((server) => server.close()))),
  };
};
