import { once } from 'node:events';

import { type RawExchange, startStream, toWireText, type WireAnswer } from '@signalbox/models/conformance';
import { z } from 'zod';

import type { Vendor } from '../../src/testing/vendors.ts';
import { expandBytes, expandText } from './expand-input.ts';
import { answerWhole, type Scene } from './vendor-server.ts';

/** What came of an answer that broke off. */
export const partialText = 'Partly told, then ';
export const wholeText = 'All is told.';
/** What is split between its bytes. */
export const splitSign = '\u{1F600}';

const Refusal = z.strictObject({ status: z.int(), headers: z.record(z.string(), z.string()).default({}) });
const Sequence = z.strictObject({ sequence: z.array(z.int()) });
const Hang = z.strictObject({ hang: z.string() });
const Deltas = z.strictObject({ deltas: z.int() });
const Chunks = z.strictObject({ chunks: z.array(z.unknown()) });
const LargeArguments = z.strictObject({ toolArgs: z.unknown() });
const UnknownTool = z.strictObject({ tool: z.string() });
const Calls = z.strictObject({ calls: z.int() });
const Usage = z.strictObject({ usage: z.strictObject({ input_tokens: z.json(), output_tokens: z.json() }) });
const Page = z.strictObject({ contentType: z.string(), body: z.string() });

/** How a model's server behaves, read from the input of a case. */
export type LlmScene =
  | { readonly kind: 'refusal'; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'sequence'; readonly statuses: readonly number[] }
  | { readonly kind: 'hang'; readonly at: string }
  | { readonly kind: 'deltas'; readonly count: number }
  | { readonly kind: 'garbage'; readonly text: string }
  | { readonly kind: 'split' }
  | { readonly kind: 'arguments'; readonly text: string }
  | { readonly kind: 'tool'; readonly tool: string }
  | { readonly kind: 'calls'; readonly count: number }
  | { readonly kind: 'usage'; readonly input: unknown; readonly output: unknown }
  | { readonly kind: 'page'; readonly type: string; readonly body: string };

const readers: readonly ((input: unknown) => LlmScene | undefined)[] = [
  (input) => {
    const { data } = Refusal.safeParse(input);
    return data && { kind: 'refusal', ...data };
  },
  (input) => {
    const { data } = Sequence.safeParse(input);
    return data && { kind: 'sequence', statuses: data.sequence };
  },
  (input) => {
    const { data } = Hang.safeParse(input);
    return data && { kind: 'hang', at: data.hang };
  },
  (input) => {
    const { data } = Deltas.safeParse(input);
    return data && { kind: 'deltas', count: data.deltas };
  },
  (input) => (Chunks.safeParse(input).data?.chunks.every(expandBytes) === true ? { kind: 'split' } : undefined),
  (input) => {
    const text = expandText(LargeArguments.safeParse(input).data?.toolArgs);
    return text === undefined ? undefined : { kind: 'arguments', text };
  },
  (input) => {
    const { data } = UnknownTool.safeParse(input);
    return data && { kind: 'tool', tool: data.tool };
  },
  (input) => {
    const { data } = Calls.safeParse(input);
    return data && { kind: 'calls', count: data.calls };
  },
  (input) => {
    const { data } = Usage.safeParse(input);
    return data && { kind: 'usage', input: data.usage.input_tokens, output: data.usage.output_tokens };
  },
  (input) => {
    const { data } = Page.safeParse(input);
    return data && { kind: 'page', type: data.contentType, body: data.body };
  },
  (input) => {
    const text = expandText(input);
    return text === undefined ? undefined : { kind: 'garbage', text };
  },
];

/** The scene that an input describes; undefined when it is none of those. */
export const toLlmScene = (input: unknown): LlmScene | undefined => {
  for (const read of readers) {
    const scene = read(input);
    if (scene) return scene;
  }
  return undefined;
};

/** Refuses as a model's server does. */
export const refuse = (
  { response }: RawExchange,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void =>
  void response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ error: { message: 'Not now.', type: 'server_error' } }));

/** Begins an answer with `partialText`. */
export const startPartly = (vendor: Vendor, exchange: RawExchange): void => {
  const { head, body } = vendor.write({ text: [partialText] });
  startStream(exchange);
  // without the end of the text where the vendor sends one
  exchange.response.write([...head, ...body].join(''));
};

const writeSplit = (vendor: Vendor, { response, ...exchange }: RawExchange): void => {
  const wire = Buffer.from(toWireText(vendor.write({ text: [splitSign] })));
  const cut = wire.indexOf(splitSign) + 2;
  startStream({ response, ...exchange });
  response.write(wire.subarray(0, cut));
  // a moment later, so that the halves do not travel together
  setTimeout(() => response.end(wire.subarray(cut)), 30);
};

/** Writes the frames of an answer as fast as they are taken. */
const writeMany = async (vendor: Vendor, exchange: RawExchange, count: number): Promise<void> => {
  const { head, body, tail } = vendor.write({ text: ['x', 'x'] });
  const piece =
    body.findLast((frame, index) => body.indexOf(frame) < index) ?? body.find((frame) => frame.includes('"x"')) ?? '';
  const first = body.indexOf(piece);
  const last = body.lastIndexOf(piece);
  const { response } = exchange;
  startStream(exchange);
  response.write([...head, ...body.slice(0, first)].join(''));
  const block = piece.repeat(1000);
  for (let sent = 0; sent < count; sent += 1000) {
    if (!response.write(sent + 1000 <= count ? block : piece.repeat(count - sent))) {
      await Promise.race([once(response, 'drain'), exchange.closed]);
      if (response.destroyed) return;
    }
  }
  response.end([...body.slice(last + 1), ...tail].join(''));
};

const inputCounts = /"(input_tokens|prompt_tokens|promptTokenCount)":\d+/g;
const outputCounts = /"(output_tokens|completion_tokens|candidatesTokenCount)":\d+/g;

const done: WireAnswer = { text: [wholeText] };

/** The server's side of a scene, in the words of the vendor. */
export const toScene = (scene: LlmScene, vendor: Vendor): Scene => {
  switch (scene.kind) {
    case 'refusal':
      return (exchange) => refuse(exchange, scene.status, scene.headers);
    case 'sequence':
      return (exchange, turn) => {
        const status = scene.statuses[turn - 1] ?? 200;
        if (status >= 400) refuse(exchange, status);
        else answerWhole(vendor, exchange, done);
      };
    case 'hang':
      return (exchange) => (scene.at === 'headers' ? undefined : startPartly(vendor, exchange));
    case 'deltas':
      return (exchange) => writeMany(vendor, exchange, scene.count);
    case 'garbage':
      return (exchange) => {
        startPartly(vendor, exchange);
        exchange.response.end(scene.text);
      };
    case 'split':
      return (exchange) => writeSplit(vendor, exchange);
    case 'page':
      return ({ response }) => void response.writeHead(200, { 'content-type': scene.type }).end(scene.body);
    case 'usage':
      return (exchange) => {
        const wire = toWireText(vendor.write(done))
          .replaceAll(inputCounts, (_, name: string) => `"${name}":${JSON.stringify(scene.input)}`)
          .replaceAll(outputCounts, (_, name: string) => `"${name}":${JSON.stringify(scene.output)}`);
        startStream(exchange);
        exchange.response.end(wire);
      };
    case 'arguments':
    case 'tool':
    case 'calls':
      return (exchange, turn) => answerWhole(vendor, exchange, turn === 1 ? { calls: toCalls(scene) } : done);
  }
};

const toCalls = (
  scene: Extract<LlmScene, { kind: 'arguments' | 'tool' | 'calls' }>,
): NonNullable<WireAnswer['calls']> => {
  const add = '{"operation":"add","x":1,"y":1}';
  if (scene.kind === 'tool') return [{ id: 'call_1', tool: scene.tool, pieces: [add] }];
  if (scene.kind === 'arguments')
    return [{ id: 'call_1', tool: 'calculator', pieces: [JSON.stringify({ expression: scene.text })] }];
  return Array.from({ length: scene.count }, (_, index) => ({
    id: `call_${index}`,
    tool: 'calculator',
    pieces: [add],
  }));
};
