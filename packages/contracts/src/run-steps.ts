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
        readonly durationMs: number | null;
      }
  );

const toRunStep = (event: RunEvent, order: number, toolOfCall: Map<string, string>): RunStep | undefined => {
  const base = { seq: event.seq, order, at: event.at };
  switch (event.type) {
    case 'user-request':
      return { ...base, type: event.type, text: event.payload.text };
    case 'agent-thought': {
      const { blocks } = event.payload;
      const reasoning = toBlockText(blocks, 'thinking');
      return { ...base, type: event.type, reasoning, text: toBlockText(blocks, 'text') };
    }
    case 'tool-call': {
      const { callId, tool } = event.payload;
      toolOfCall.set(callId, tool);
      return { ...base, type: event.type, callId, tool, arguments: event.payload.arguments };
    }
    case 'tool-result': {
      const { callId, outcome, text, durationMs } = event.payload;
      const tool = toolOfCall.get(callId) ?? '';
      return { ...base, type: event.type, callId, tool, outcome, text, durationMs };
    }
    case 'agent-response': {
      const { blocks } = event.payload;
      const text = toBlockText(blocks, 'text') || toBlockText(blocks, 'refusal');
      return { ...base, type: event.type, text };
    }
    case 'model-call-start':
    case 'model-call-end':
    case 'model-call-discard':
    case 'tool-start':
    case 'approval-request':
    case 'approval-decision':
    case 'run-resume':
    case 'run-end':
      return undefined;
  }
};

/**
 * Reads the visible steps of one log as its events come: give it every event, in order; it answers with the step that
 * the event is, and undefined for those that show none.
 */
export const createStepReader = (): ((event: RunEvent) => RunStep | undefined) => {
  const toolOfCall = new Map<string, string>();
  let order = 0;
  return (event) => {
    const step = toRunStep(event, order, toolOfCall);
    if (step) order += 1;
    return step;
  };
};

/** The visible steps of a log, in its order. */
export const toRunSteps = (events: Iterable<RunEvent>): RunStep[] => {
  const read = createStepReader();
  return [...events].flatMap((event) => read(event) ?? []);
};
