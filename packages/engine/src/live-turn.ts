import { type ClaimedRun, cleanText, type TextDelta } from '@signalbox/contracts';
import type { ModelEvent } from '@signalbox/models';

import { FramePacer } from './frame-pacer.ts';
import type { LiveTextSink } from './ports.ts';
import { maxArgumentsLength } from './turn-collector.ts';

/** UTF-16 units of a frame. */
const maxFrameLength = 4000;

const typeOfKind = {
  thinking: 'thought-delta',
  text: 'content-delta',
  refusal: 'content-delta',
  'tool-call': 'arguments-delta',
} as const;

interface OpenBlock {
  readonly head: Pick<TextDelta, 'type' | 'attempt' | 'block' | 'tool'>;
  /** Units sent. */
  sent: number;
  waiting: string;
}

const endsInHalfPair = (text: string): boolean => /[\uD800-\uDBFF]$/.test(text);

/** How much of the text a frame takes: never half a surrogate pair, whose other half may still come. */
const toFrameLength = (text: string, isLast: boolean): number => {
  const length = Math.min(text.length, maxFrameLength);
  const mayBeCut = isLast && length === text.length;
  return !mayBeCut && endsInHalfPair(text.slice(0, length)) ? length - 1 : length;
};

/**
 * The text of one attempt as it streams, told in frames: the first piece after a quiet time at once, and what comes
 * within 50 ms of a frame together in the next. Of arguments that are too long for any tool, as much as a tool takes.
 */
export class LiveTurn {
  readonly #run: ClaimedRun;
  readonly #attempt: number;
  readonly #sink: LiveTextSink;
  readonly #blocks = new Map<number, OpenBlock>();
  readonly #pacer = new FramePacer<OpenBlock>((block) => {
    if (!this.#sendFrame(block, false)) return false;
    if (block.waiting !== '') this.#pacer.add(block);
    return true;
  });

  constructor(run: ClaimedRun, attempt: number, sink: LiveTextSink) {
    this.#run = run;
    this.#attempt = attempt;
    this.#sink = sink;
  }

  add(event: ModelEvent): void {
    if (event.type === 'block-start') this.#open(event);
    if (event.type === 'block-delta') this.#grow(event.block, event.text);
  }

  /** Tells all that is left. Called before the end of the attempt is stored. */
  flush(): void {
    this.#pacer.clear();
    for (const block of this.#blocks.values()) while (this.#sendFrame(block, true));
  }

  /** Nothing more is told. */
  end(): void {
    this.#pacer.clear();
    this.#sink.ended(this.#run, this.#attempt);
  }

  #open(event: Extract<ModelEvent, { type: 'block-start' }>): void {
    const { block, kind } = event;
    const tool = event.kind === 'tool-call' ? { tool: cleanText(event.tool) } : {};
    const open = { head: { type: typeOfKind[kind], attempt: this.#attempt, block, ...tool }, sent: 0, waiting: '' };
    this.#blocks.set(block, open);
    // which tool it is can be shown before its arguments come
    if (kind === 'tool-call') this.#sink.push(this.#run, { ...open.head, offset: 0, text: '' });
  }

  #grow(block: number, text: string): void {
    const open = this.#blocks.get(block);
    if (!open) return;
    const isArguments = open.head.type === 'arguments-delta';
    const room = isArguments ? maxArgumentsLength - open.sent - open.waiting.length : text.length;
    if (text === '' || room === 0) return;
    open.waiting += text.slice(0, room);
    this.#pacer.add(open);
  }

  /** Answers whether there was something to send. */
  #sendFrame(block: OpenBlock, isLast: boolean): boolean {
    const length = toFrameLength(block.waiting, isLast);
    if (length === 0) return false;
    // cleaning changes no lengths: it puts one unit in the place of one
    const text = cleanText(block.waiting.slice(0, length));
    this.#sink.push(this.#run, { ...block.head, offset: block.sent, text });
    block.sent += length;
    block.waiting = block.waiting.slice(length);
    return true;
  }
}
