import {
  inputTokens,
  outputTokens,
  toBlockText,
  type Actor,
  type RunEvent,
  type RunEventOf,
  type RunEventPayload,
} from '@signalbox/contracts';

interface ItemBase {
  /** Seq of the event that the item stands for. */
  readonly seq: number;
  /** Milliseconds since the request. */
  readonly offsetMs: number;
}

export interface ToolCallItem extends ItemBase {
  readonly type: 'tool-call';
  readonly call: RunEventPayload<'tool-call'>;
  readonly result: RunEventPayload<'tool-result'> | null;
  /** When its execution began; null while it has not. */
  readonly startedAt: string | null;
  /** What a person has to answer; null when nothing is asked. */
  readonly question: RunEventPayload<'approval-request'> | null;
  readonly decision: RunEventPayload<'approval-decision'> | null;
}

export interface AnswerItem extends ItemBase {
  readonly type: 'answer';
  readonly text: string;
  readonly model: string | null;
  readonly end: RunEventPayload<'model-call-end'> | null;
}

/** One thing that a transcript shows. */
export type TranscriptItem =
  | (ItemBase & { readonly type: 'request'; readonly text: string; readonly by: Actor })
  | (ItemBase & { readonly type: 'demo-notice' })
  | (ItemBase & {
      readonly type: 'thought';
      readonly reasoning: string;
      /** What the model said before it called a tool. */
      readonly spoken: string;
      readonly durationMs: number;
    })
  | ToolCallItem
  | (ItemBase & { readonly type: 'discard'; readonly discard: RunEventPayload<'model-call-discard'> })
  | (ItemBase & { readonly type: 'resume'; readonly reason: 'crash' | 'handover'; readonly gapMs: number })
  | AnswerItem
  | (ItemBase & { readonly type: 'end'; readonly end: RunEventPayload<'run-end'> });

const findCalls = (events: readonly RunEvent[]): Map<string, ToolCallItem> => {
  const calls = new Map<string, ToolCallItem>();
  const change = (callId: string, fields: Partial<ToolCallItem>): void => {
    const call = calls.get(callId);
    if (call) calls.set(callId, { ...call, ...fields });
  };
  for (const event of events) {
    switch (event.type) {
      case 'tool-call':
        calls.set(event.payload.callId, {
          type: 'tool-call',
          seq: event.seq,
          offsetMs: 0,
          call: event.payload,
          result: null,
          startedAt: null,
          question: null,
          decision: null,
        });
        break;
      case 'tool-start':
        change(event.payload.callId, { startedAt: event.at });
        break;
      case 'tool-result':
        change(event.payload.callId, { result: event.payload, question: null });
        break;
      case 'approval-request':
        change(event.payload.callId, { question: event.payload, decision: null });
        break;
      case 'approval-decision':
        change(event.payload.callId, { question: null, decision: event.payload });
        break;
      case 'user-request':
      case 'model-call-start':
      case 'agent-thought':
      case 'model-call-end':
      case 'model-call-discard':
      case 'agent-response':
      case 'run-resume':
      case 'run-end':
        break;
    }
  }
  return calls;
};

interface Reading {
  readonly items: TranscriptItem[];
  readonly calls: ReadonlyMap<string, ToolCallItem>;
  readonly ends: ReadonlyMap<number, RunEventPayload<'model-call-end'>>;
  readonly startMs: number;
  modelCall: RunEventOf<'model-call-start'> | null;
  previousMs: number;
}

const readEvent = (reading: Reading, event: RunEvent): void => {
  const { items } = reading;
  const atMs = Date.parse(event.at);
  const base = { seq: event.seq, offsetMs: atMs - reading.startMs };
  switch (event.type) {
    case 'user-request':
      items.push({ ...base, type: 'request', text: event.payload.text, by: event.payload.by });
      break;
    case 'model-call-start':
      if (event.payload.provider === 'demo' && reading.modelCall === null) items.push({ ...base, type: 'demo-notice' });
      reading.modelCall = event;
      break;
    case 'agent-thought': {
      const { blocks } = event.payload;
      const durationMs = reading.modelCall ? atMs - Date.parse(reading.modelCall.at) : 0;
      const reasoning = toBlockText(blocks, 'thinking');
      items.push({ ...base, type: 'thought', reasoning, spoken: toBlockText(blocks, 'text'), durationMs });
      break;
    }
    case 'tool-call': {
      const call = reading.calls.get(event.payload.callId);
      if (call) items.push({ ...call, offsetMs: base.offsetMs });
      break;
    }
    case 'model-call-discard':
      items.push({ ...base, type: 'discard', discard: event.payload });
      break;
    case 'run-resume':
      items.push({ ...base, type: 'resume', reason: event.payload.reason, gapMs: atMs - reading.previousMs });
      break;
    case 'agent-response': {
      const { blocks, attempt } = event.payload;
      const text = toBlockText(blocks, 'text') || toBlockText(blocks, 'refusal');
      const model = reading.modelCall?.payload.model ?? null;
      items.push({ ...base, type: 'answer', text, model, end: reading.ends.get(attempt) ?? null });
      break;
    }
    case 'run-end':
      items.push({ ...base, type: 'end', end: event.payload });
      break;
    case 'model-call-end':
    case 'tool-start':
    case 'tool-result':
    case 'approval-request':
    case 'approval-decision':
      break;
  }
  reading.previousMs = atMs;
};

/** What a transcript shows of a log: a tool's result stands with its call, whatever order they came in. */
export const toTranscript = (events: readonly RunEvent[]): TranscriptItem[] => {
  const startMs = Date.parse(events[0]?.at ?? '');
  const ends = new Map<number, RunEventPayload<'model-call-end'>>();
  for (const event of events) if (event.type === 'model-call-end') ends.set(event.payload.attempt, event.payload);
  const reading: Reading = {
    items: [],
    calls: findCalls(events),
    ends,
    startMs,
    modelCall: null,
    previousMs: startMs,
  };
  for (const event of events) readEvent(reading, event);
  return reading.items;
};

/** Tokens in and out of one model call. */
export const toTokens = (end: RunEventPayload<'model-call-end'>): number =>
  inputTokens(end.usage) + outputTokens(end.usage);
