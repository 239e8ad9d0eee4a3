import { type RunEvent, type RunEventPayload, toBlockText } from '@signalbox/contracts';

import { toModelName } from './to-model-name.ts';
import type { ToolCallItem, TranscriptItem } from './transcript-item.ts';

type ModelCall = RunEventPayload<'model-call-start'>;

/** Reads a log into what a transcript shows; a longer reading of the same log goes on where the last one ended. */
export class TranscriptReader {
  #items: TranscriptItem[] = [];
  /** Index of the item of each call, and of the answer of each attempt. */
  readonly #calls = new Map<string, number>();
  readonly #answers = new Map<number, number>();
  #ends = new Map<number, RunEventPayload<'model-call-end'>>();
  #count = 0;
  #last: RunEvent | undefined;
  #startMs = 0;
  #modelCall: { readonly payload: ModelCall; readonly startMs: number } | null = null;
  /** Attempts on one model that failed in a row. */
  #failures = 0;

  read(events: readonly RunEvent[]): readonly TranscriptItem[] {
    if (this.#count > events.length || this.#last !== events[this.#count - 1]) this.#forget();
    if (this.#count === events.length) return this.#items;
    this.#items = [...this.#items];
    if (this.#count === 0) this.#startMs = Date.parse(events[0]?.at ?? '');
    for (let index = this.#count; index < events.length; index += 1) {
      const event = events[index];
      if (event) this.#add(event, Date.parse(event.at));
      this.#last = event;
    }
    this.#count = events.length;
    return this.#items;
  }

  #forget(): void {
    this.#items = [];
    this.#calls.clear();
    this.#answers.clear();
    this.#ends = new Map();
    this.#count = 0;
    this.#last = undefined;
    this.#modelCall = null;
    this.#failures = 0;
  }

  #change(callId: string, fields: Partial<ToolCallItem>): void {
    const index = this.#calls.get(callId);
    const item = index === undefined ? undefined : this.#items[index];
    if (index !== undefined && item?.type === 'tool-call') this.#items[index] = { ...item, ...fields };
  }

  #add(event: RunEvent, atMs: number): void {
    const base = { seq: event.seq, offsetMs: atMs - this.#startMs };
    switch (event.type) {
      case 'user-request':
        this.#items.push({ ...base, type: 'request', text: event.payload.text, by: event.payload.by });
        break;
      case 'model-call-start':
        this.#startModelCall(event.payload, base, atMs);
        break;
      case 'agent-thought': {
        const { blocks, attempt } = event.payload;
        const durationMs = this.#modelCall ? atMs - this.#modelCall.startMs : 0;
        const reasoning = toBlockText(blocks, 'thinking');
        const spoken = toBlockText(blocks, 'text');
        // some vendors keep their reasoning to themselves, and send only its sealed state
        if (reasoning.trim() === '' && spoken.trim() === '') break;
        this.#items.push({ ...base, type: 'thought', attempt, reasoning, spoken, durationMs });
        break;
      }
      case 'model-call-discard':
        this.#failures += 1;
        this.#items.push({
          ...base,
          type: 'discard',
          discard: event.payload,
          model: this.#modelCall?.payload.model ?? null,
          failures: this.#failures,
        });
        break;
      case 'model-call-end':
        this.#endModelCall(event.payload);
        break;
      case 'agent-response':
        this.#answer(event.payload, base);
        break;
      case 'run-resume': {
        const gapMs = atMs - Date.parse(this.#last?.at ?? event.at);
        this.#items.push({ ...base, type: 'resume', reason: event.payload.reason, gapMs });
        break;
      }
      case 'run-end':
        this.#items.push({ ...base, type: 'end', end: event.payload });
        break;
      case 'tool-call':
      case 'tool-start':
      case 'tool-result':
      case 'approval-request':
      case 'approval-decision':
        this.#addToolEvent(event, base);
        break;
    }
  }

  #addToolEvent(
    event: Extract<RunEvent, { type: `tool-${string}` | `approval-${string}` }>,
    base: { readonly seq: number; readonly offsetMs: number },
  ): void {
    const { callId } = event.payload;
    switch (event.type) {
      case 'tool-call':
        this.#calls.set(callId, this.#items.length);
        this.#items.push({
          ...base,
          type: 'tool-call',
          call: event.payload,
          result: null,
          resultSeq: null,
          startedAt: null,
          question: null,
          decision: null,
        });
        break;
      case 'tool-start':
        this.#change(callId, { startedAt: event.at });
        break;
      case 'tool-result':
        this.#change(callId, { result: event.payload, resultSeq: event.seq, question: null });
        break;
      case 'approval-request':
        this.#change(callId, { question: event.payload, decision: null });
        break;
      case 'approval-decision':
        this.#change(callId, { question: null, decision: event.payload });
        break;
    }
  }

  #startModelCall(payload: ModelCall, base: { readonly seq: number; readonly offsetMs: number }, atMs: number): void {
    const before = this.#modelCall?.payload;
    if (!before && payload.provider === 'demo') this.#items.push({ ...base, type: 'demo-notice' });
    if (before && this.#failures > 0 && before.model !== payload.model) {
      this.#items.push({ ...base, type: 'fallback', from: before.model, to: payload.model });
      this.#failures = 0;
    }
    this.#modelCall = { payload, startMs: atMs };
  }

  #endModelCall(end: RunEventPayload<'model-call-end'>): void {
    this.#failures = 0;
    this.#ends.set(end.attempt, end);
    const index = this.#answers.get(end.attempt);
    const item = index === undefined ? undefined : this.#items[index];
    if (index !== undefined && item?.type === 'answer') this.#items[index] = { ...item, end };
  }

  #answer(
    { blocks, attempt }: RunEventPayload<'agent-response'>,
    base: { readonly seq: number; readonly offsetMs: number },
  ): void {
    const text = toBlockText(blocks, 'text') || toBlockText(blocks, 'refusal');
    const model = this.#modelCall && toModelName(this.#modelCall.payload);
    this.#answers.set(attempt, this.#items.length);
    this.#items.push({ ...base, type: 'answer', attempt, text, model, end: this.#ends.get(attempt) ?? null });
  }
}

/** What a transcript shows of a log: a tool's result stands with its call, whatever order they came in. */
export const toTranscript = (events: readonly RunEvent[]): readonly TranscriptItem[] =>
  new TranscriptReader().read(events);
