import {
  openRawServer,
  type RawExchange,
  startStream,
  toWireText,
  type WireAnswer,
} from '@signalbox/models/conformance';

import type { Vendor } from '../../src/testing/vendors.ts';

/** Answers the requests of one run: `turn` counts them from 1. */
export type Scene = (exchange: RawExchange, turn: number) => void | Promise<void>;

/** One request that a run made, and when. */
export interface SeenRequest {
  readonly body: string;
  readonly atMs: number;
  /** Settles when its connection is closed or its answer is whole. */
  readonly closed: Promise<void>;
}

/** Plays the servers of all vendors: each run says in its message which scene it is for. */
export interface VendorServer {
  readonly url: string;
  /** The message that a run of this scene begins with. */
  play(key: string, scene: Scene): string;
  seen(key: string): readonly SeenRequest[];
  close(): Promise<void>;
}

/** Answers with a whole stream. */
export const answerWhole = (vendor: Vendor, exchange: RawExchange, answer: WireAnswer): void => {
  startStream(exchange);
  exchange.response.end(toWireText(vendor.write(answer)));
};

const keyPattern = /Scene <([\w -]+)>/;

/** Opens the server; a request that belongs to no scene is answered with 404. */
export const openVendorServer = async (): Promise<VendorServer> => {
  const server = await openRawServer();
  const scenes = new Map<string, { readonly scene: Scene; readonly seen: SeenRequest[] }>();
  server.handler = (exchange) => {
    const found = scenes.get(keyPattern.exec(exchange.body)?.[1] ?? '');
    if (!found) return void exchange.response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    found.seen.push({ body: exchange.body, atMs: performance.now(), closed: exchange.closed });
    return found.scene(exchange, found.seen.length);
  };
  return {
    url: server.url,
    play: (key, scene) => {
      scenes.set(key, { scene, seen: [] });
      return `Scene <${key}>`;
    },
    seen: (key) => scenes.get(key)?.seen ?? [],
    close: () => server.close(),
  };
};
