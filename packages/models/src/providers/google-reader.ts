import type { FinishReason, JsonObject, ModelUsage } from '@signalbox/contracts';
import { z } from 'zod';

import type { WireReader } from '../create-wire-provider.ts';
import { ModelError } from '../model-error.ts';
import type { ModelEvent } from '../model-provider.ts';
import { parseWireEvent } from '../parse-wire-event.ts';
import { StreamFault } from '../thrown-fault.ts';
import { toGoogleUsage } from './google-usage.ts';

const WirePart = z.object({
  text: z.string().nullish(),
  thought: z.boolean().nullish(),
  thoughtSignature: z.string().nullish(),
  functionCall: z
    .object({ id: z.string().nullish(), name: z.string().catch(''), args: z.record(z.string(), z.unknown()).nullish() })
    .nullish(),
});
type WirePart = z.infer<typeof WirePart>;

const Candidate = z.object({
  content: z.object({ parts: z.array(WirePart).nullish() }).nullish(),
  finishReason: z.string().nullish(),
});

const WireError = z.looseObject({
  code: z.int().nullish().catch(null),
});

const Chunk = z.object({
  candidates: z.array(Candidate).nullish(),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish(),
  usageMetadata: z.unknown().optional(),
  responseId: z.string().nullish(),
  modelVersion: z.string().nullish(),
  error: WireError.nullish(),
});
type Chunk = z.infer<typeof Chunk>;

/** Ends of an answer that Google does not show, or does not show whole. */
const filtered: ReadonlySet<string> = new Set([
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
]);
/** The model wrote a call that Google could not read; a new attempt often helps. */
const malformed: ReadonlySet<string> = new Set(['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL']);

const toReason = (told: string, calls: number): FinishReason => {
  if (filtered.has(told)) return 'filter';
  if (told === 'MAX_TOKENS' || told === 'CONTINUATION') return 'length';
  return calls > 0 ? 'tool-calls' : 'stop';
};

type ContentKind = 'thinking' | 'text';

interface OpenBlock {
  readonly block: number;
  readonly kind: ContentKind;
  signature?: string;
}

/** Reads one stream of the Gemini API, chunk by chunk, then its end: Gemini has no terminal event. */
export class GoogleReader implements WireReader {
  readonly #issuer: string;
  readonly #title: string;
  #events: ModelEvent[] = [];
  #blocks = 0;
  #calls = 0;
  #current: OpenBlock | undefined;
  #finishReason: string | undefined;
  #blockReason: string | undefined;
  #usage: { readonly usage: ModelUsage; readonly rawUsage: JsonObject } | null = null;
  #responseId: string | undefined;
  #model: string | undefined;

  constructor(options: { readonly issuer: string; readonly title: string }) {
    this.#issuer = options.issuer;
    this.#title = options.title;
  }

  /** What the chunk means. Throws for one that reports a failure or cannot be read. */
  read(data: unknown): readonly ModelEvent[] {
    this.#events = [];
    const chunk = parseWireEvent(Chunk, data, this.#title);
    if (chunk.error) throw new StreamFault(chunk.error.code ?? 500, chunk.error);
    this.#note(chunk);
    for (const part of chunk.candidates?.[0]?.content?.parts ?? []) this.#takePart(part);
    return this.#events;
  }

  /** What the end of the stream means. Throws `ModelError` when the answer was blocked or malformed. */
  end(): readonly ModelEvent[] {
    this.#events = [];
    const reason = this.#finishReason;
    if (reason === undefined && this.#blockReason !== undefined) {
      throw new ModelError('filter', `${this.#title} blocked the request (${this.#blockReason}).`);
    }
    if (reason === undefined) return this.#events;
    if (malformed.has(reason) && this.#calls === 0) {
      throw new ModelError('protocol', `The model asked for a tool in a form that ${this.#title} could not read.`);
    }
    this.#endCurrent();
    this.#events.push({
      type: 'finish',
      reason: toReason(reason, this.#calls),
      usage: null,
      ...this.#usage,
      ...(this.#responseId !== undefined && { responseId: this.#responseId }),
      ...(this.#model !== undefined && { model: this.#model }),
    });
    return this.#events;
  }

  #note(chunk: Chunk): void {
    this.#usage = toGoogleUsage(chunk.usageMetadata) ?? this.#usage;
    this.#responseId = chunk.responseId ?? this.#responseId;
    this.#model = chunk.modelVersion ?? this.#model;
    this.#blockReason = chunk.promptFeedback?.blockReason ?? this.#blockReason;
    this.#finishReason = chunk.candidates?.[0]?.finishReason ?? this.#finishReason;
  }

  #takePart(part: WirePart): void {
    const { functionCall, text, thought, thoughtSignature } = part;
    if (functionCall) return this.#takeCall(functionCall, thoughtSignature ?? undefined);
    // a signature may come alone, in a part without text
    if (!text && !thoughtSignature) return;
    const kind = thought ? 'thinking' : 'text';
    const current = this.#current?.kind === kind ? this.#current : this.#start(kind);
    if (text) this.#events.push({ type: 'block-delta', block: current.block, text });
    if (thoughtSignature) current.signature = thoughtSignature;
  }

  #start(kind: ContentKind): OpenBlock {
    this.#endCurrent();
    const open: OpenBlock = { block: this.#blocks, kind };
    this.#blocks += 1;
    this.#current = open;
    this.#events.push({ type: 'block-start', block: open.block, kind });
    return open;
  }

  #takeCall(call: NonNullable<WirePart['functionCall']>, signature: string | undefined): void {
    this.#endCurrent();
    const block = this.#blocks;
    this.#blocks += 1;
    this.#calls += 1;
    // an omitted id may come as an empty one
    this.#events.push({ type: 'block-start', block, kind: 'tool-call', callId: call.id || null, tool: call.name });
    this.#events.push({ type: 'block-delta', block, text: JSON.stringify(call.args ?? {}) });
    this.#endBlock(block, signature);
  }

  #endCurrent(): void {
    if (this.#current) this.#endBlock(this.#current.block, this.#current.signature);
    this.#current = undefined;
  }

  #endBlock(block: number, thoughtSignature: string | undefined): void {
    const opaque = thoughtSignature !== undefined && { issuer: this.#issuer, data: { thoughtSignature } };
    this.#events.push({ type: 'block-end', block, ...(opaque && { opaque }) });
  }
}
