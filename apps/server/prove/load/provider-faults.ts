import { once } from 'node:events';

import { type RawExchange, startStream, toWireText } from '@signalbox/models/conformance';

import type { Vendor } from '../../src/testing/vendors.ts';
import { partialText, refuse, startPartly, wholeText } from '../hostile/llm-scenes.ts';
import { answerWhole, type Scene } from '../hostile/vendor-server.ts';

/** Seconds of silence after which the server under test gives a model call up. */
export const silenceSeconds = 3;
/** A run's time, where nothing else would end it. */
const endlessWallTimeMs = 5000;
const usualWallTimeMs = 120_000;

const maxAttempts = 4;
/** The longest waits between four attempts: 1, 2 and 4 s, a quarter more. */
const longestWaitsMs = 8750;
/** What an answer may take beside, on a machine that is busy with all the others. */
const slackMs = 10_000;

/** How a run must end whose model behaves like this. */
export interface NamedEnd {
  /** `completed`, or the code of its failure. */
  readonly end: 'completed' | 'model.failed' | 'run.time-limit';
  /** What its discarded attempts failed with; undefined when they have no error of their own, or there are none. */
  readonly kind?: string;
  readonly attempts: number;
  /** Whether an attempt was refused: then it costs nothing, else its estimate. */
  readonly isFree?: boolean;
  /** What is kept of a discarded attempt, or of the answer. */
  readonly isKept: (text: string) => boolean;
  readonly withinMs: number;
}

/** One way for a model's server to fail. */
export interface ProviderFault extends NamedEnd {
  readonly name: string;
  readonly wallTimeMs: number;
  readonly toScene: (vendor: Vendor) => Scene;
}

const isNothing = (text: string): boolean => text === '';
const isPartial = (text: string): boolean => text === partialText;

const isBroken = { end: 'model.failed', attempts: maxAttempts, wallTimeMs: usualWallTimeMs } as const;
const isSilent = { ...isBroken, withinMs: maxAttempts * silenceSeconds * 1000 + longestWaitsMs + slackMs } as const;
const isAtOnce = { ...isBroken, withinMs: longestWaitsMs + slackMs } as const;

const toRefusal = (status: number, kind: string): ProviderFault => ({
  ...isAtOnce,
  name: `status ${status}`,
  kind,
  isFree: true,
  isKept: isNothing,
  toScene: () => (exchange) => refuse(exchange, status, status === 429 ? { 'retry-after': '1' } : {}),
});

/** Begins an answer and then says what does not belong there. */
const toBreak = (name: string, kind: string, goOn: (exchange: RawExchange) => void): ProviderFault => ({
  ...isAtOnce,
  name,
  kind,
  isKept: isPartial,
  toScene: (vendor) => (exchange) => {
    startPartly(vendor, exchange);
    goOn(exchange);
  },
});

/** The frames of an answer in two halves, and the one frame of text between them that can be said again. */
const toFrames = (vendor: Vendor, piece: string): { readonly before: string; readonly frame: string } => {
  const { head, body } = vendor.write({ text: [piece, piece] });
  const frame = body.find((each, index) => body.indexOf(each) < index) ?? '';
  return { before: [...head, ...body.slice(0, body.indexOf(frame))].join(''), frame };
};

/** A piece every so often, for as long as somebody reads. */
export const drip =
  (everyMs: number) =>
  (vendor: Vendor): Scene =>
  async (exchange) => {
    const { before, frame } = toFrames(vendor, 'on and ');
    startStream(exchange);
    exchange.response.write(before);
    const timer = setInterval(() => exchange.response.write(frame), everyMs);
    await exchange.closed;
    clearInterval(timer);
  };

/** Pieces as fast as they are taken, without an end. */
const flood =
  (piece: string) =>
  (vendor: Vendor): Scene =>
  async (exchange) => {
    const { before, frame } = toFrames(vendor, piece);
    const { response, closed } = exchange;
    startStream(exchange);
    response.write(before);
    const gone = closed.then(() => true);
    const block = frame.repeat(100);
    for (let isGone = false; !isGone;) {
      isGone = !response.write(block) && (await Promise.race([gone, once(response, 'drain').then(() => false)]));
    }
  };

const brokenSign = '\u{1F600}';

/** A whole answer whose sign lost its last bytes. */
const breakUtf8 =
  (vendor: Vendor): Scene =>
  (exchange) => {
    const wire = Buffer.from(toWireText(vendor.write({ text: [`${brokenSign} said`] })));
    const broken: Buffer[] = [];
    let from = 0;
    for (let at = wire.indexOf(brokenSign); at >= 0; at = wire.indexOf(brokenSign, from)) {
      broken.push(wire.subarray(from, at + 2));
      from = at + 4;
    }
    startStream(exchange);
    exchange.response.end(Buffer.concat([...broken, wire.subarray(from)]));
  };

const largeArguments = JSON.stringify({ expression: '1'.repeat(10 * 2 ** 20) });

/** Every fault of promise L1, and a sound answer, which those beside it must not harm. */
export const providerFaults: readonly ProviderFault[] = [
  {
    name: 'sound answer',
    end: 'completed',
    attempts: 1,
    isKept: (text) => text === wholeText,
    wallTimeMs: usualWallTimeMs,
    withinMs: slackMs,
    toScene: (vendor) => (exchange) => answerWhole(vendor, exchange, { text: [wholeText] }),
  },
  toRefusal(429, 'rate-limit'),
  toRefusal(500, 'overloaded'),
  toRefusal(503, 'overloaded'),
  { ...isSilent, name: 'hang before headers', kind: 'timeout', isKept: isNothing, toScene: () => () => undefined },
  { ...isSilent, name: 'hang before events', kind: 'timeout', isKept: isNothing, toScene: () => startStream },
  { ...isSilent, ...toBreak('hang in the stream', 'timeout', () => undefined), withinMs: isSilent.withinMs },
  {
    name: 'endless stream',
    end: 'run.time-limit',
    attempts: 1,
    isKept: (text) => /^(?:on and ){20,}$/.test(text),
    wallTimeMs: endlessWallTimeMs,
    withinMs: endlessWallTimeMs + slackMs,
    toScene: drip(20),
  },
  {
    ...isBroken,
    name: 'endless flood',
    kind: 'protocol',
    isKept: (text) => text.startsWith('over and over '),
    // each attempt reads 32 MB
    withinMs: 90_000,
    toScene: flood('over and over '.repeat(2000)),
  },
  {
    ...isAtOnce,
    name: 'cut before an answer',
    kind: 'network',
    isKept: isNothing,
    toScene:
      () =>
      ({ response }) =>
        void response.socket?.resetAndDestroy(),
  },
  // a moment later: what was written goes first
  toBreak('cut in the stream', 'network', ({ response }) => void setTimeout(() => response.destroy(), 30)),
  toBreak('broken JSON', 'protocol', ({ response }) => void response.end('data: {"broken": \n\n')),
  toBreak('silent end', 'protocol', ({ response }) => void response.end()),
  {
    name: 'broken UTF-8',
    end: 'completed',
    attempts: 1,
    isKept: (text) => /^\uFFFD+ said$/.test(text),
    wallTimeMs: usualWallTimeMs,
    withinMs: slackMs,
    toScene: breakUtf8,
  },
  {
    name: '10 MB of arguments',
    end: 'completed',
    attempts: 2,
    isKept: (text) => text === wholeText,
    wallTimeMs: usualWallTimeMs,
    withinMs: 30_000,
    toScene: (vendor) => (exchange, turn) => {
      const calls = [{ id: 'call_1', tool: 'calculator', pieces: [largeArguments] }];
      answerWhole(vendor, exchange, turn === 1 ? { calls } : { text: [wholeText] });
    },
  },
];
