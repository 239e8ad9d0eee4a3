import {
  answerWith,
  openRawServer,
  type RawExchange,
  type RawHandler,
  toWireText,
  type WireAnswer,
} from '@signalbox/models/conformance';

import { type Vendor, vendors } from './vendors.ts';

/** A request as it came over a vendor's wire. */
export interface WireRequest {
  readonly vendor: Vendor;
  readonly text: string;
  readonly body: unknown;
}

export interface VendorWires {
  /** Settings with which a server reaches them. */
  readonly environment: Readonly<Record<string, string>>;
  /** What was asked since it was last taken, oldest first. */
  takeRequests(): readonly WireRequest[];
  /** What a vendor's next requests get, in this order. */
  will(vendor: Vendor, ...answers: readonly (WireAnswer | RawHandler)[]): void;
  close(): Promise<void>;
}

/** Answers with a refusal in the vendor's form; whoever waits for another attempt waits 1 ms. */
export const refuseWith =
  ({ refuse }: Vendor, status: number, message = 'Overloaded'): RawHandler =>
  ({ response }) => {
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
    response.end(JSON.stringify(refuse(status, message)));
  };

/** The vendors' servers on this machine: what they answer is written before, what they are asked is kept. */
export const startVendorWires = async (): Promise<VendorWires> => {
  const server = await openRawServer();
  const next = new Map<Vendor, RawHandler[]>(vendors.map((vendor) => [vendor, []]));
  let requests: WireRequest[] = [];
  server.handler = (exchange: RawExchange) => {
    const vendor = vendors.find(({ path }) => path.test(exchange.url));
    const handler = vendor && next.get(vendor)?.shift();
    if (!vendor || !handler) return void exchange.response.writeHead(404).end();
    requests.push({ vendor, text: exchange.body, body: JSON.parse(exchange.body) });
    return handler(exchange);
  };
  return {
    environment: {
      ANTHROPIC_API_KEY: 'key-anthropic',
      ANTHROPIC_BASE_URL: server.url,
      OPENAI_API_KEY: 'key-openai',
      OPENAI_BASE_URL: `${server.url}/v1`,
      GEMINI_API_KEY: 'key-google',
      GEMINI_BASE_URL: server.url,
      API_BASE_URL: `${server.url}/v1`,
    },
    takeRequests: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    will: (vendor, ...answers) => {
      const handlers = answers.map((answer) =>
        typeof answer === 'function' ? answer : answerWith(toWireText(vendor.write(answer))),
      );
      next.get(vendor)?.push(...handlers);
    },
    close: () => server.close(),
  };
};
