import type { FinishReason } from '@signalbox/contracts';

import type { WireReader } from '../create-wire-provider.ts';
import type { ModelEvent } from '../model-provider.ts';
import { parseWireEvent } from '../parse-wire-event.ts';
import { StreamFault } from '../thrown-fault.ts';
import type { AnthropicState } from './anthropic-request.ts';
import { toAnthropicUsage } from './anthropic-usage.ts';
import { AnthropicEvent, AnyEvent, type EventOf, knownEvents, statusOfError } from './anthropic-wire.ts';

interface OpenBlock {
  readonly block: number;
  /** A tool's arguments as they stood at the start of the block: some servers send no pieces of them. */
  readonly input?: string;
  hasText: boolean;
  state?: AnthropicState;
}

/** Reads one stream of the Messages API, event by event. A kind of event or block it does not know means nothing. */
export class AnthropicReader implements WireReader {
  readonly #issuer: string;
  readonly #title: string;
  /** By the vendor's index. */
  readonly #open = new Map<number, OpenBlock>();
  #events: ModelEvent[] = [];
  #blocks = 0;
  #calls = 0;
  #start: EventOf<'message_start'>['message'] | undefined;
  #end: EventOf<'message_delta'> | undefined;
  #usage: unknown;

  constructor(options: { readonly issuer: string; readonly title: string }) {
    this.#issuer = options.issuer;
    this.#title = options.title;
  }

  /** What the event means. Throws `StreamFault` for one that reports a failure, `ModelError` for one that cannot be read. */
  read(data: unknown): readonly ModelEvent[] {
    this.#events = [];
    const named = AnyEvent.safeParse(data);
    if (named.success && !knownEvents.has(named.data.type)) return this.#events;
    this.#take(parseWireEvent(AnthropicEvent, data, this.#title));
    return this.#events;
  }

  #take(event: AnthropicEvent): void {
    switch (event.type) {
      case 'message_start':
        this.#start = event.message;
        return;
      case 'content_block_start':
        return this.#startBlock(event);
      case 'content_block_delta':
        return this.#addDelta(event);
      case 'content_block_stop':
        return this.#endBlock(event.index);
      case 'message_delta':
        this.#end = event;
        this.#usage = event.usage ?? this.#usage;
        return;
      case 'message_stop':
        return this.#finish();
      case 'error':
        throw new StreamFault(statusOfError.get(event.error.type) ?? 500, event);
    }
  }

  #startBlock({ index, content_block: content }: EventOf<'content_block_start'>): void {
    const open: OpenBlock = {
      block: this.#blocks,
      hasText: false,
      ...(content.input !== undefined && { input: JSON.stringify(content.input) }),
    };
    switch (content.type) {
      case 'text':
        this.#events.push({ type: 'block-start', block: open.block, kind: 'text' });
        break;
      case 'thinking':
      case 'redacted_thinking':
        this.#events.push({ type: 'block-start', block: open.block, kind: 'thinking' });
        break;
      case 'tool_use': {
        const { id, name } = content;
        this.#calls += 1;
        // an omitted id may come as an empty one
        this.#events.push({
          type: 'block-start',
          block: open.block,
          kind: 'tool-call',
          callId: id || null,
          tool: name ?? '',
        });
        break;
      }
      default:
        return;
    }
    this.#blocks += 1;
    this.#open.set(index, open);
    if (content.signature) this.#sign(open, content.signature);
    if (content.data) open.state = { redacted: content.data, ...this.#order() };
    this.#write(open, content.text ?? content.thinking);
  }

  #sign(open: OpenBlock, signature: string): void {
    open.state = { signature, ...this.#order() };
  }

  #order(): { readonly after_calls?: number } {
    return this.#calls > 0 ? { after_calls: this.#calls } : {};
  }

  #write(open: OpenBlock, text: string | null | undefined): void {
    if (!text) return;
    open.hasText = true;
    this.#events.push({ type: 'block-delta', block: open.block, text });
  }

  #addDelta({ index, delta }: EventOf<'content_block_delta'>): void {
    const open = this.#open.get(index);
    // of a block that means nothing, or that never began
    if (!open) return;
    if (delta.signature) this.#sign(open, delta.signature);
    this.#write(open, delta.text ?? delta.thinking ?? delta.partial_json);
  }

  #endBlock(index: number): void {
    const open = this.#open.get(index);
    if (!open) return;
    this.#open.delete(index);
    if (!open.hasText && open.input !== undefined && open.input !== '{}') this.#write(open, open.input);
    const opaque = open.state && { issuer: this.#issuer, data: { ...open.state } };
    this.#events.push({ type: 'block-end', block: open.block, ...(opaque && { opaque }) });
  }

  #finish(): void {
    for (const index of this.#open.keys()) this.#endBlock(index);
    const explanation = this.#end?.delta.stop_details?.explanation;
    if (explanation) {
      const block = this.#blocks;
      this.#events.push({ type: 'block-start', block, kind: 'refusal' });
      this.#events.push({ type: 'block-delta', block, text: explanation }, { type: 'block-end', block });
    }
    this.#events.push({
      type: 'finish',
      reason: this.#toReason(),
      usage: null,
      ...toAnthropicUsage(this.#start?.usage, this.#usage),
      ...(this.#start?.id && { responseId: this.#start.id }),
      ...(this.#start?.model && { model: this.#start.model }),
    });
  }

  /** An unknown reason is a stop: the content came. */
  #toReason(): FinishReason {
    const told = this.#end?.delta.stop_reason;
    if (told === 'refusal') return 'filter';
    if (told === 'max_tokens' || told === 'model_context_window_exceeded') return 'length';
    return this.#calls > 0 ? 'tool-calls' : 'stop';
  }
}
