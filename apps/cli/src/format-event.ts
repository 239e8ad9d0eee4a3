import { toBlockText, type RunEvent } from '@signalbox/contracts';

import { toPlainText } from './plain-text.ts';

/** One event as a person reads it: a word, and what there is to say. */
export interface EventLine {
  readonly label: string;
  readonly text: string;
  readonly tone: 'plain' | 'muted' | 'good' | 'bad';
}

type Words = Pick<EventLine, 'label' | 'text'> & Partial<EventLine>;

const describeEvent = (event: RunEvent): Words | null => {
  switch (event.type) {
    case 'user-request':
      return { label: 'request', text: event.payload.text };
    case 'agent-thought': {
      const { blocks } = event.payload;
      const text = [toBlockText(blocks, 'thinking'), toBlockText(blocks, 'text')].filter(Boolean).join('\n');
      return { label: 'thought', text, tone: 'muted' };
    }
    case 'tool-call':
      return { label: 'call', text: `${event.payload.tool} ${JSON.stringify(event.payload.arguments)}` };
    case 'tool-result': {
      const { outcome, text, durationMs } = event.payload;
      const tone = outcome === 'ok' ? 'good' : 'bad';
      const took = durationMs === null ? '' : ` in ${Math.round(durationMs)} ms`;
      return { label: 'result', text: `${outcome}${took}: ${text}`, tone };
    }
    case 'model-call-discard': {
      const { attempt, reason, error } = event.payload;
      return { label: 'discard', text: `attempt ${attempt}: ${error?.message ?? reason}`, tone: 'muted' };
    }
    case 'agent-response': {
      const { blocks } = event.payload;
      return { label: 'answer', text: toBlockText(blocks, 'text') || toBlockText(blocks, 'refusal') };
    }
    case 'approval-request':
      return { label: 'waiting', text: event.payload.message, tone: 'bad' };
    case 'approval-decision':
      return { label: 'decided', text: `${event.payload.decision}, by ${event.payload.by.name}` };
    case 'run-resume': {
      const why = event.payload.reason === 'crash' ? 'after its process stopped' : 'by another process';
      return { label: 'resumed', text: why, tone: 'muted' };
    }
    case 'run-end': {
      const { status, error } = event.payload;
      const text = error ? `${status}: ${error.message} (${error.code})` : status;
      return { label: 'end', text, tone: status === 'completed' ? 'good' : 'bad' };
    }
    case 'model-call-start':
    case 'model-call-end':
    case 'tool-start':
      return null;
  }
};

/** What to print of an event; null for what is not a step of its own. Holds nothing that steers a terminal. */
export const formatEvent = (event: RunEvent): EventLine | null => {
  const words = describeEvent(event);
  return words && { tone: 'plain', ...words, text: toPlainText(words.text) };
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** The time since the run's first event: `00:41.20`. */
export const formatOffset = (offsetMs: number): string => {
  const hundredths = Math.floor(Math.max(0, offsetMs) / 10);
  const seconds = Math.floor(hundredths / 100);
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}.${pad(hundredths % 100)}`;
};
