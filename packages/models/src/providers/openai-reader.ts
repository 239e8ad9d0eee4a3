import type { FinishReason } from '@signalbox/contracts';
import type { z } from 'zod';

import type { WireReader } from '../create-wire-provider.ts';
import { ModelError } from '../model-error.ts';
import type { ModelEvent } from '../model-provider.ts';
import { parseWireEvent } from '../parse-wire-event.ts';
import { toOpenaiError } from './openai-error.ts';
import type { OpenaiState } from './openai-state.ts';
import { toOpenaiUsage } from './openai-usage.ts';
import {
  type Answer,
  AnswerEvent,
  AnyEvent,
  DeltaEvent,
  ErrorEvent,
  ItemEvent,
  type OutputItem,
  PartEvent,
} from './openai-wire.ts';

type ContentKind = 'thinking' | 'text' | 'refusal';

interface OpenBlock {
  readonly block: number;
  /** UTF-16 units of it that were told. */
  length: number;
}

const toReason = (answer: Answer, calls: number): FinishReason => {
  const reason = answer.incomplete_details?.reason;
  if (reason === 'content_filter') return 'filter';
  if (reason === 'max_output_tokens' || (answer.status === 'incomplete' && !reason)) return 'length';
  return calls > 0 ? 'tool-calls' : 'stop';
};

/** Reads one stream of the Responses API, event by event. An event kind it does not know means nothing. */
export class OpenaiReader implements WireReader {
  readonly #issuer: string;
  readonly #title: string;
  /** By place in the answer: `item`, or `item.part` for the parts of a message. */
  readonly #open = new Map<string, OpenBlock>();
  #events: ModelEvent[] = [];
  #blocks = 0;
  #calls = 0;

  constructor(options: { readonly issuer: string; readonly title: string }) {
    this.#issuer = options.issuer;
    this.#title = options.title;
  }

  /** What the event means. Throws for one that reports a failure or cannot be read. */
  read(data: unknown): readonly ModelEvent[] {
    this.#events = [];
    this.#take(this.#parse(AnyEvent, data).type, data);
    return this.#events;
  }

  #take(type: string, data: unknown): void {
    switch (type) {
      case 'response.output_text.delta':
        return this.#addText('text', this.#parse(DeltaEvent, data));
      case 'response.refusal.delta':
        return this.#addText('refusal', this.#parse(DeltaEvent, data));
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        return this.#addThought(this.#parse(DeltaEvent, data));
      case 'response.function_call_arguments.delta':
        return this.#addArguments(this.#parse(DeltaEvent, data));
      case 'response.output_item.added':
        return this.#beginItem(this.#parse(ItemEvent, data));
      case 'response.reasoning_summary_part.added':
        return this.#separate(this.#parse(PartEvent, data).output_index);
      case 'response.output_item.done':
        return this.#endItem(this.#parse(ItemEvent, data));
      case 'response.completed':
      case 'response.incomplete':
        return this.#finish(this.#parse(AnswerEvent, data).response);
      case 'response.failed':
        throw toOpenaiError(this.#parse(AnswerEvent, data).response.error);
      case 'error': {
        const event = this.#parse(ErrorEvent, data);
        throw toOpenaiError(event.error ?? event);
      }
    }
  }

  #parse<Shape>(schema: z.ZodType<Shape>, data: unknown): Shape {
    return parseWireEvent(schema, data, this.#title);
  }

  #start(place: string, kind: ContentKind): OpenBlock {
    const open = this.#openAt(place);
    this.#events.push({ type: 'block-start', block: open.block, kind });
    return open;
  }

  #openAt(place: string): OpenBlock {
    const open = { block: this.#blocks, length: 0 };
    this.#blocks += 1;
    this.#open.set(place, open);
    return open;
  }

  #write(open: OpenBlock, text: string): void {
    if (text === '') return;
    open.length += text.length;
    this.#events.push({ type: 'block-delta', block: open.block, text });
  }

  #end(place: string, state: OpenaiState): void {
    const open = this.#open.get(place);
    if (!open) return;
    this.#open.delete(place);
    const opaque = Object.keys(state).length > 0 && { issuer: this.#issuer, data: { ...state } };
    this.#events.push({ type: 'block-end', block: open.block, ...(opaque && { opaque }) });
  }

  #addText(kind: ContentKind, { output_index, content_index, delta }: DeltaEvent): void {
    const place = `${output_index}.${content_index}`;
    this.#write(this.#open.get(place) ?? this.#start(place, kind), delta);
  }

  #addThought({ output_index, delta }: DeltaEvent): void {
    const place = `${output_index}`;
    this.#write(this.#open.get(place) ?? this.#start(place, 'thinking'), delta);
  }

  #addArguments({ output_index, delta }: DeltaEvent): void {
    const open = this.#open.get(`${output_index}`);
    if (!open) throw new ModelError('protocol', `${this.#title} sent the arguments of a tool call before the call.`);
    this.#write(open, delta);
  }

  /** The parts of a summary are paragraphs. */
  #separate(index: number): void {
    const open = this.#open.get(`${index}`);
    if (open && open.length > 0) this.#write(open, '\n\n');
  }

  #beginItem({ output_index, item }: ItemEvent): void {
    const place = `${output_index}`;
    if (item.type === 'reasoning') this.#start(place, 'thinking');
    if (item.type !== 'function_call') return;
    const { block } = this.#openAt(place);
    this.#calls += 1;
    // an omitted id may come as an empty one
    this.#events.push({ type: 'block-start', block, kind: 'tool-call', callId: item.call_id || null, tool: item.name });
  }

  /** Ends the blocks of an item, and tells those of which no delta came. */
  #endItem({ output_index, item }: ItemEvent): void {
    const place = `${output_index}`;
    const order = this.#calls > 0 && { after_calls: this.#calls };
    switch (item.type) {
      case 'function_call': {
        if (!this.#open.has(place)) this.#beginItem({ output_index, item });
        this.#complete(place, item.arguments ?? '');
        return this.#end(place, {});
      }
      case 'reasoning': {
        if (!this.#open.has(place)) this.#start(place, 'thinking');
        const told = item.summary.length > 0 ? item.summary : item.content;
        this.#complete(place, told.map(({ text }) => text).join('\n\n'));
        const { id, encrypted_content } = item;
        return this.#end(place, id && encrypted_content ? { id, encrypted_content, ...order } : {});
      }
      case 'message':
        return this.#endMessage(place, item, { ...(item.phase && { phase: item.phase }), ...order });
      case 'other':
    }
  }

  #endMessage(place: string, item: Extract<OutputItem, { type: 'message' }>, state: OpenaiState): void {
    for (const [index, part] of item.content.entries()) {
      const partPlace = `${place}.${index}`;
      const whole = part.type === 'refusal' ? part.refusal : part.text;
      if (whole === '') continue;
      if (!this.#open.has(partPlace)) this.#start(partPlace, part.type === 'refusal' ? 'refusal' : 'text');
      this.#complete(partPlace, whole);
    }
    for (const key of [...this.#open.keys()].filter((each) => each.startsWith(`${place}.`))) this.#end(key, state);
  }

  /** For servers that send no deltas; where they came, they are the text. */
  #complete(place: string, whole: string): void {
    const open = this.#open.get(place);
    if (open?.length === 0) this.#write(open, whole);
  }

  #finish(answer: Answer): void {
    if (answer.error || answer.status === 'failed') throw toOpenaiError(answer.error);
    if (this.#blocks === 0) {
      for (const [output_index, item] of (answer.output ?? []).entries()) this.#endItem({ output_index, item });
    }
    for (const place of this.#open.keys()) this.#end(place, {});
    this.#events.push({
      type: 'finish',
      reason: toReason(answer, this.#calls),
      usage: null,
      ...toOpenaiUsage(answer.usage),
      ...(answer.id && { responseId: answer.id }),
      ...(answer.model && { model: answer.model }),
    });
  }
}
