import {
  applyRunDelta,
  emptyLiveText,
  type LiveFrame,
  type LiveText,
  type RunDelta,
  type RunEvent,
} from '@signalbox/contracts';
import { isTrackedEnvelope } from '@trpc/server';
import type { z } from 'zod';

/** Reads a stream to its end, and keeps what came. */
export class StreamReader<Item> {
  readonly items: Item[] = [];
  /** Of the events, in the order in which they came. */
  readonly ids: string[] = [];
  /** Resolves when the stream ends; rejects when it fails. */
  readonly ended: Promise<void>;
  readonly #shape: z.ZodType<Item>;
  #news = Promise.withResolvers<void>();

  constructor(stream: Promise<AsyncIterable<unknown>>, shape: z.ZodType<Item>) {
    this.#shape = shape;
    this.ended = this.#read(stream);
    this.ended.catch(() => this.#news.resolve());
  }

  /** Resolves once what has come is as the test waits for; never, when it does not come. */
  async until(isThere: (items: readonly Item[]) => boolean): Promise<void> {
    while (!isThere(this.items)) await this.#news.promise;
  }

  async #read(stream: Promise<AsyncIterable<unknown>>): Promise<void> {
    for await (const item of await stream) {
      if (isTrackedEnvelope(item)) this.ids.push(item[0]);
      this.items.push(this.#shape.parse(isTrackedEnvelope(item) ? item[1] : item));
      const news = this.#news;
      this.#news = Promise.withResolvers();
      news.resolve();
    }
  }
}

/** The deltas among what a viewer of one run got, put together; fails where one is missing. */
export const toLiveText = (items: readonly (RunEvent | RunDelta)[]): LiveText =>
  items.reduce((live, item) => {
    if ('seq' in item) return live;
    const next = applyRunDelta(live, item);
    if (!next) throw new Error(`a piece before ${JSON.stringify(item)} is missing`);
    return next;
  }, emptyLiveText);

/** What the frames say of one run. */
export const toRunItems = (frames: readonly LiveFrame[], runId: string): (RunEvent | RunDelta)[] =>
  frames.flatMap((frame): (RunEvent | RunDelta)[] => {
    if (frame.type === 'run-event' && frame.runId === runId) return [frame.event];
    return frame.type === 'run-delta' && frame.runId === runId ? [frame.delta] : [];
  });
