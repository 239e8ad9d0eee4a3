import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';

import { AppError } from '@signalbox/contracts';

import { type AnswerItem, toSaidText } from '../runs/follow-answer.ts';
import { RunReader, toOpenaiUsage } from './chat-answer.ts';

/** A line that says nothing goes out so often, for proxies that cut what is silent. */
const pingMs = 15_000;

interface StreamOptions {
  /** What every piece says of the run. */
  readonly head: object;
  /** The last piece counts the tokens. */
  readonly includesUsage: boolean;
  /** The answer is JSON: it comes whole, and without what was said before tool calls. */
  readonly isWhole: boolean;
}

/** A run's answer as the chunks of a chat completion. Throws what becomes of it instead. */
export const toChunks = async function* (
  items: AsyncIterable<AnswerItem>,
  { head, includesUsage, isWhole }: StreamOptions,
): AsyncGenerator<object, void> {
  const reader = new RunReader();
  const common = { ...head, object: 'chat.completion.chunk', ...(includesUsage && { usage: null }) };
  const toChunk = (delta: object, finishReason: string | null = null): object => ({
    ...common,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
  });
  yield toChunk({ role: 'assistant', content: '' });
  for await (const item of items) {
    if (item.type === 'thought') yield toChunk({ reasoning_content: item.text });
    if (item.type === 'text' && !isWhole) yield toChunk({ content: item.text });
    if (item.type === 'restart' && !isWhole) {
      const message =
        'The model broke off and begins its answer anew, which a stream can’t take back. The run goes on.';
      throw new AppError('model.failed', message);
    }
    if (item.type !== 'event') continue;
    const { event } = item;
    if (isWhole && event.type === 'agent-response') yield toChunk({ content: toSaidText(event.payload.blocks) });
    reader.read(event);
  }
  reader.assertEnded();
  yield toChunk({}, reader.finishReason);
  if (includesUsage) yield { ...common, choices: [], usage: toOpenaiUsage(reader.state.usage) };
};

/**
 * Server-sent events of the chunks, then `[DONE]`; a failure is an event that OpenAI's clients throw. Nothing is made
 * faster than it is read.
 */
export const toEventStream = (chunks: AsyncIterable<object>, toFailure: (error: unknown) => object): Readable => {
  const stream = new PassThrough();
  const gone = new AbortController();
  stream.once('close', () => gone.abort());
  const write = async (text: string): Promise<void> => {
    // when it is closed meanwhile, nobody waits for the rest
    if (!stream.write(text)) await once(stream, 'drain', { signal: gone.signal });
  };
  const ping = setInterval(() => stream.write(': still there\n\n'), pingMs);
  const pump = async (): Promise<void> => {
    try {
      for await (const chunk of chunks) {
        if (gone.signal.aborted) return;
        await write(`data: ${JSON.stringify(chunk)}\n\n`);
      }
      await write('data: [DONE]\n\n');
    } catch (error) {
      if (!gone.signal.aborted) stream.write(`data: ${JSON.stringify(toFailure(error))}\n\n`);
    } finally {
      clearInterval(ping);
      stream.end();
    }
  };
  void pump();
  return stream;
};
