import { setTimeout as delay } from 'node:timers/promises';

import { type CostLine, emptyUsage, JsonObject } from '@signalbox/contracts';
import {
  ModelError,
  type ModelErrorKind,
  type ModelEvent,
  type ModelProvider,
  type ModelRequest,
  oneByOne,
} from '@signalbox/models';
import { z } from 'zod';

const errorKinds = [
  'rate-limit',
  'overloaded',
  'timeout',
  'network',
  'auth',
  'invalid',
  'context',
  'filter',
  'quota',
  'protocol',
] as const satisfies readonly ModelErrorKind[];

const Turn = z.strictObject({
  think: z.string().optional(),
  text: z.string().optional(),
  calls: z.array(z.strictObject({ tool: z.string(), arguments: z.json() })).default([]),
  /** Fails so many times, then answers. */
  error: z
    .strictObject({
      kind: z.enum(errorKinds),
      times: z.int(),
      retryAfterMs: z.int().exactOptional(),
      isRefusal: z.boolean().exactOptional(),
    })
    .optional(),
  /** Never ends, until it is aborted. */
  hang: z.boolean().optional(),
});

/** The JSON that a user's message must be: what the model does turn by turn. */
export const ModelScript = z.strictObject({ run: z.string(), turns: z.array(Turn).min(1) });
export type ModelScript = z.input<typeof ModelScript>;

/** Every call costs 1,000 nano-USD. */
const toLine = (tokens: number): CostLine => ({
  bucket: 'inputFresh',
  tokens: Math.max(1, tokens),
  nanoUsdPerMillionTokens: 100_000_000,
  amount: 1000,
  priceId: 'scripted',
});

const usage = { ...emptyUsage, inputFresh: 10, outputText: 5 };

const parseScript = (text: string): z.output<typeof ModelScript> => {
  try {
    return ModelScript.parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelError('invalid', 'The message is no script of the scripted model.', { cause });
  }
};

const readScript = (request: ModelRequest) => {
  const asked = request.messages.findLastIndex((message) => message.role === 'user');
  const message = request.messages[asked];
  const script = parseScript(message?.role === 'user' ? message.text : '');
  const index = request.messages.slice(asked + 1).filter(({ role }) => role === 'assistant').length;
  return { script, index, turn: script.turns[index] };
};

/**
 * A model that plays the script in the newest user message; which turn is next follows from the
 * conversation alone. `ledger` gets a line of JSON for each request, before anything is answered.
 */
export const createScriptedProvider = (
  options: {
    /** `scripted` unless said; a second one under another id is what a fallback goes to. */
    readonly id?: string;
    readonly ledger?: (line: string) => void;
    readonly tokensPerSecond?: number;
  } = {},
): ModelProvider => {
  const { id = 'scripted', ledger, tokensPerSecond = 0 } = options;
  const failures = new Map<string, number>();

  const write = async function* (block: number, text: string, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    for (const piece of text.match(/.{1,8}/gs) ?? []) {
      signal.throwIfAborted();
      if (tokensPerSecond > 0) await delay(2000 / tokensPerSecond, undefined, { signal });
      yield { type: 'block-delta', block, text: piece };
    }
    yield { type: 'block-end', block };
  };

  const stream = async function* (
    request: ModelRequest,
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<ModelEvent> {
    const { script, index, turn } = readScript(request);
    ledger?.(JSON.stringify({ run: script.run, turn: index }));
    if (!turn) throw new ModelError('invalid', `The script of ${script.run} has no turn ${index}.`);
    const key = `${script.run} ${index}`;
    const failed = failures.get(key) ?? 0;
    if (turn.error && failed < turn.error.times) {
      failures.set(key, failed + 1);
      const { kind, times: _times, ...fault } = turn.error;
      throw new ModelError(kind, `scripted ${kind}`, fault);
    }
    let block = 0;
    if (turn.think !== undefined) {
      yield { type: 'block-start', block, kind: 'thinking' };
      yield* write(block++, turn.think, signal);
    }
    if (turn.text !== undefined) {
      yield { type: 'block-start', block, kind: 'text' };
      yield* write(block++, turn.text, signal);
    }
    if (turn.hang === true) await delay(2 ** 31 - 1, undefined, { signal });
    for (const call of turn.calls) {
      yield { type: 'block-start', block, kind: 'tool-call', callId: null, tool: call.tool };
      yield* write(block++, JSON.stringify(call.arguments), signal);
    }
    yield { type: 'finish', reason: turn.calls.length > 0 ? 'tool-calls' : 'stop', usage };
  };

  return {
    id,
    title: 'Scripted model of the tests',
    parameters: JsonObject,
    contextWindow: () => null,
    price: (_model, { inputFresh }) => ({ lines: [toLine(inputFresh)], isEstimated: false }),
    stream: (request, calling) => oneByOne(stream(request, calling)),
  };
};
