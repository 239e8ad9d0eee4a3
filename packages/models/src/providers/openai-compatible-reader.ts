import { type FinishReason, JsonObject } from '@signalbox/contracts';

import type { WireReader } from '../create-wire-provider.ts';
import type { ModelEvent } from '../model-provider.ts';
import { parseWireEvent } from '../parse-wire-event.ts';
import { StreamFault } from '../thrown-fault.ts';
import type { ThoughtState } from './openai-compatible-request.ts';
import { toOpenaiCompatibleUsage } from './openai-compatible-usage.ts';
import { type CallDelta, Chunk, type Delta } from './openai-compatible-wire.ts';

type ContentKind = 'thinking' | 'text' | 'refusal';

interface OpenContent {
  readonly block: number;
  readonly kind: ContentKind;
  readonly field?: ThoughtState['field'];
}

interface OpenCall {
  readonly index: number | null;
  id: string | null;
  /** Missing until the call has a name. */
  block?: number;
  /** Arguments that came before the name. */
  early: string;
  extra?: JsonObject;
}

/** Reads one stream of Chat Completions, chunk by chunk, then its end; forgiving, since no two servers agree. */
export class OpenaiCompatibleReader implements WireReader {
  readonly #issuer: string;
  readonly #title: string;
  readonly #calls: OpenCall[] = [];
  #events: ModelEvent[] = [];
  #blocks = 0;
  #content: OpenContent | undefined;
  #reason: string | undefined;
  #usage: unknown;
  #responseId: string | undefined;
  #model: string | undefined;

  constructor(options: { readonly issuer: string; readonly title: string }) {
    this.#issuer = options.issuer;
    this.#title = options.title;
  }

  /** What the chunk means. Throws `StreamFault` for one that reports a failure, `ModelError` for one that cannot be read. */
  read(data: unknown): readonly ModelEvent[] {
    this.#events = [];
    const { id, model, choices, usage, x_groq, error } = parseWireEvent(Chunk, data, this.#title);
    if (error) throw this.#toFault(error);
    this.#responseId ??= id || undefined;
    this.#model = model || this.#model;
    this.#usage = usage ?? x_groq?.usage ?? this.#usage;
    const choice = choices?.find(({ index }) => (index ?? 0) === 0);
    if (choice?.delta) this.#addDelta(choice.delta);
    this.#reason = choice?.finish_reason || this.#reason;
    return this.#events;
  }

  /** What the end of the stream means: nothing when it came before the end of the answer. */
  end(isDone: boolean): readonly ModelEvent[] {
    this.#events = [];
    if (this.#reason === undefined && !(isDone && this.#blocks > 0)) return this.#events;
    this.#endContent();
    for (const call of this.#calls) this.#endCall(call);
    this.#events.push({
      type: 'finish',
      reason: this.#toReason(),
      usage: null,
      ...toOpenaiCompatibleUsage(this.#usage),
      ...(this.#responseId !== undefined && { responseId: this.#responseId }),
      ...(this.#model !== undefined && { model: this.#model }),
    });
    return this.#events;
  }

  #toFault(error: unknown): StreamFault {
    const code = typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : Number.NaN;
    const status = Number.isInteger(code) && code >= 400 && code < 600 ? code : 500;
    return new StreamFault(status, error);
  }

  #addDelta({ reasoning_content, reasoning, content, refusal, tool_calls }: Delta): void {
    if (reasoning_content) this.#write('thinking', reasoning_content, 'reasoning_content');
    else if (reasoning) this.#write('thinking', reasoning, 'reasoning');
    if (typeof content === 'string') this.#write('text', content);
    for (const part of typeof content === 'string' ? [] : (content ?? [])) {
      for (const { text } of part.thinking ?? []) this.#write('thinking', text ?? '');
      this.#write('text', part.text ?? '');
    }
    this.#write('refusal', refusal ?? '');
    for (const call of tool_calls ?? []) this.#addCall(call);
  }

  #write(kind: ContentKind, text: string, field?: ThoughtState['field']): void {
    if (text === '') return;
    if (this.#content?.kind !== kind) {
      this.#endContent();
      this.#content = { block: this.#blocks, kind, ...(field && { field }) };
      this.#blocks += 1;
      this.#events.push({ type: 'block-start', block: this.#content.block, kind });
    }
    this.#events.push({ type: 'block-delta', block: this.#content.block, text });
  }

  #endContent(): void {
    const open = this.#content;
    if (!open) return;
    this.#content = undefined;
    const opaque = open.field && { issuer: this.#issuer, data: { field: open.field } };
    this.#events.push({ type: 'block-end', block: open.block, ...(opaque && { opaque }) });
  }

  /** The call that a piece belongs to: by index, or else the newest, unless the piece begins one. */
  #findCall({ index, id, function: piece }: CallDelta): OpenCall | undefined {
    const found = typeof index === 'number' ? this.#calls.findLast((call) => call.index === index) : this.#calls.at(-1);
    const isNamed = Boolean(piece?.name) && found?.block !== undefined;
    // some servers leave out the index, or give all calls the same one
    const isNew = isNamed && (typeof index === 'number' ? Boolean(id) && found.id !== id : true);
    return isNew ? undefined : found;
  }

  #addCall(delta: CallDelta): void {
    this.#endContent();
    let call = this.#findCall(delta);
    if (!call) {
      call = { index: delta.index ?? null, id: null, early: '' };
      this.#calls.push(call);
    }
    call.id ??= delta.id || null;
    if (delta.extra_content) call.extra = JsonObject.parse(delta.extra_content);
    const { name, arguments: args } = delta.function ?? {};
    const text = typeof args === 'object' ? JSON.stringify(args ?? {}) : (args ?? '');
    if (call.block === undefined && name) this.#startCall(call, name);
    if (call.block === undefined) call.early += text;
    else if (text !== '') this.#events.push({ type: 'block-delta', block: call.block, text });
  }

  #startCall(call: OpenCall, tool: string): void {
    const block = this.#blocks;
    this.#blocks += 1;
    call.block = block;
    this.#events.push({ type: 'block-start', block, kind: 'tool-call', callId: call.id, tool });
    if (call.early !== '') this.#events.push({ type: 'block-delta', block, text: call.early });
  }

  #endCall(call: OpenCall): void {
    if (call.block === undefined) this.#startCall(call, '');
    const { block = 0, extra } = call;
    const opaque = extra && { issuer: this.#issuer, data: { extra_content: extra } };
    this.#events.push({ type: 'block-end', block, ...(opaque && { opaque }) });
  }

  /** An unknown reason is a stop: the content came. */
  #toReason(): FinishReason {
    if (this.#reason === 'content_filter') return 'filter';
    if (this.#reason === 'length' || this.#reason === 'model_length') return 'length';
    return this.#calls.length > 0 ? 'tool-calls' : 'stop';
  }
}
