import type { RunEvent, RunEventPayload } from '@signalbox/contracts';

import { attemptsPerModel, toFailureWords } from './to-failure-words.ts';

/** What a run does now, in words, and since when; null once it ended. */
export interface RunActivity {
  readonly text: string;
  readonly sinceMs: number;
  /** When it goes on by itself; absent when nobody knows. */
  readonly untilMs?: number;
  /** Whether it waits for a person. */
  readonly isWaiting: boolean;
}

interface Reading {
  model: string | null;
  isAsking: boolean;
  failures: number;
  readonly openCalls: Map<string, string>;
  readonly questions: Set<string>;
}

const readEvent = (reading: Reading, event: RunEvent): void => {
  switch (event.type) {
    case 'model-call-start':
      if (event.payload.model !== reading.model) reading.failures = 0;
      reading.model = event.payload.model;
      reading.isAsking = true;
      break;
    case 'model-call-end':
      reading.isAsking = false;
      reading.failures = 0;
      break;
    case 'model-call-discard':
      reading.isAsking = false;
      reading.failures += 1;
      break;
    case 'tool-call':
      reading.openCalls.set(event.payload.callId, event.payload.tool);
      break;
    case 'tool-result':
      reading.openCalls.delete(event.payload.callId);
      reading.questions.delete(event.payload.callId);
      break;
    case 'approval-request':
      reading.questions.add(event.payload.callId);
      break;
    case 'approval-decision':
      reading.questions.delete(event.payload.callId);
      break;
    case 'user-request':
    case 'agent-thought':
    case 'agent-response':
    case 'tool-start':
    case 'run-resume':
    case 'run-end':
      break;
  }
};

const toRetryText = ({ model, failures }: Reading, { error }: RunEventPayload<'model-call-discard'>): string => {
  const failed = `${model ?? 'The model'} ${toFailureWords(error?.code ?? '')}`;
  return failures < attemptsPerModel
    ? `${failed}, attempt ${failures + 1} of ${attemptsPerModel}`
    : `${failed} ${failures} times`;
};

/** What the newest events of a log say that the run does now. */
export const toActivity = (events: readonly RunEvent[]): RunActivity | null => {
  const last = events.at(-1);
  if (!last || last.type === 'run-end') return null;
  const reading: Reading = { model: null, isAsking: false, failures: 0, openCalls: new Map(), questions: new Set() };
  for (const event of events) readEvent(reading, event);
  const sinceMs = Date.parse(last.at);
  if (reading.questions.size > 0) return { text: 'Waiting for your decision', sinceMs, isWaiting: true };
  if (reading.isAsking) return { text: `Asking ${reading.model}`, sinceMs, isWaiting: false };
  const names = [...new Set(reading.openCalls.values())].join(', ');
  if (names !== '') return { text: `Running ${names}`, sinceMs, isWaiting: false };
  if (last.type === 'model-call-discard' && last.payload.retryInMs !== undefined) {
    const untilMs = sinceMs + last.payload.retryInMs;
    return { text: toRetryText(reading, last.payload), sinceMs, untilMs, isWaiting: false };
  }
  return { text: reading.model === null ? 'Waiting for a worker' : 'Going on', sinceMs, isWaiting: false };
};
