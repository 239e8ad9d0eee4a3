import { setTimeout as delay } from 'node:timers/promises';

import { emptyUsage, type JsonObject, type ModelUsage } from '@signalbox/contracts';
import { z } from 'zod';

import type { ModelEvent, ModelProvider, ModelRequest } from '../model-provider.ts';
import { oneByOne } from '../one-by-one.ts';
import { toDemoTurn } from './demo-answer.ts';

const parameters: z.ZodType<JsonObject> = z.strictObject({});

/** Tokens by the rule of thumb of four characters each: nothing is billed by it. */
const count = (text: string): number => Math.ceil(text.length / 4);

const toPieces = (text: string): string[] => text.match(/\s*\S+\s*/g) ?? [text];

const sumUsage = (request: ModelRequest, reasoning: string, text: string): ModelUsage => ({
  ...emptyUsage,
  inputFresh: count(request.instructions + JSON.stringify(request.messages) + JSON.stringify(request.tools)),
  outputText: count(text),
  outputReasoning: count(reasoning),
});

/**
 * The demo model: rules, no network, no key, free of cost, and the same answer to the same conversation.
 * It plans arithmetic into calls of the calculator, searches and reads files when asked to, and thinks before each
 * call. `tokensPerSecond` is its pace of writing, 40 unless said; 0 writes without waiting.
 */
export const createDemoProvider = ({
  tokensPerSecond = 40,
}: { readonly tokensPerSecond?: number } = {}): ModelProvider => {
  const write = async function* (block: number, text: string, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    for (const piece of toPieces(text)) {
      signal.throwIfAborted();
      if (tokensPerSecond > 0) await delay((1000 * count(piece)) / tokensPerSecond, undefined, { signal });
      yield { type: 'block-delta', block, text: piece };
    }
    yield { type: 'block-end', block };
  };

  const stream = async function* (
    request: ModelRequest,
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<ModelEvent> {
    const turn = toDemoTurn(request);
    if (turn.type === 'answer') {
      yield { type: 'block-start', block: 0, kind: 'text' };
      yield* write(0, turn.text, signal);
      yield { type: 'finish', reason: 'stop', usage: sumUsage(request, '', turn.text) };
      return;
    }
    const text = JSON.stringify(turn.arguments);
    yield { type: 'block-start', block: 0, kind: 'thinking' };
    yield* write(0, turn.thought, signal);
    yield { type: 'block-start', block: 1, kind: 'tool-call', callId: null, tool: turn.tool };
    yield* write(1, text, signal);
    yield { type: 'finish', reason: 'tool-calls', usage: sumUsage(request, turn.thought, text) };
  };

  return {
    id: 'demo',
    title: 'Demo model, scripted, not an LLM',
    models: () => [
      {
        model: 'demo',
        title: 'Demo model',
        isScripted: true,
        maxOutputTokens: null,
        capabilities: { tools: true, thinking: true, structuredOutput: false, images: false },
      },
    ],
    parameters,
    contextWindow: () => 32_000,
    price: () => ({ lines: [], isEstimated: false }),
    stream: (request, options) => oneByOne(stream(request, options)),
  };
};
