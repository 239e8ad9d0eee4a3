import { toBlockText } from './block-text.ts';
import type { JsonValue } from './json.ts';
import type { RunEvent } from './run-events.ts';
import type { ToolOutcome } from './statuses.ts';

interface StepBase {
  /** Seq of the event in the run's log. */
  readonly seq: number;
  /** 0, 1, 2 … over the visible steps of the run. */
  readonly order: number;
  readonly at: string;
}

/** One visible step of a run: the five kinds that a transcript shows. */
export type RunStep = StepBase &
  (
    | { readonly type: 'user-request' | 'agent-response'; readonly text: string }
    | { readonly type: 'agent-thought'; readonly text: string; readonly reasoning: string }
    | { readonly type: 'tool-call'; readonly callId: string; readonly tool: string; readonly arguments: JsonValue }
    | {
        readonly type: 'tool-result';
        readonly callId: string;
        readonly tool: string;
        readonly outcome: ToolOutcome;
        readonly text: string;
        readonly durationMs: number;
      }
  );

/** The visible steps of a log, in its order. */
export const toRunSteps = (events: Iterable<RunEvent>): RunStep[] => {
  const steps: RunStep[] = [];
  const toolOfCall = new Map<string, string>();
  for (const event of events) {
    const base = { seq: event.seq, order: steps.length, at: event.at };
    switch (event.type) {
      case 'user-request':
        steps.push({ ...base, type: event.type, text: event.payload.text });
        break;
      case 'agent-thought': {
        const { blocks } = event.payload;
        const reasoning = toBlockText(blocks, 'thinking');
        steps.push({ ...base, type: event.type, reasoning, text: toBlockText(blocks, 'text') });
        break;
      }
      case 'tool-call': {
        const { callId, tool } = event.payload;
        toolOfCall.set(callId, tool);
        steps.push({ ...base, type: event.type, callId, tool, arguments: event.payload.arguments });
        break;
      }
      case 'tool-result': {
        const { callId, outcome, text, durationMs } = event.payload;
        steps.push({
          ...base,
          type: event.type,
          callId,
          tool: toolOfCall.get(callId) ?? '',
          outcome,
          text,
          durationMs,
        });
        break;
      }
      case 'agent-response': {
        const { blocks } = event.payload;
        const text = toBlockText(blocks, 'text') || toBlockText(blocks, 'refusal');
        steps.push({ ...base, type: event.type, text });
        break;
      }
      case 'model-call-start':
      case 'model-call-end':
      case 'model-call-discard':
      case 'tool-start':
      case 'approval-request':
      case 'approval-decision':
      case 'run-resume':
      case 'run-end':
        break;
    }
  }
  return steps;
};
