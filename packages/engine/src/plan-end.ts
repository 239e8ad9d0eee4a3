import {
  type Actor,
  applyRunEvent,
  type RunEventDraft,
  type RunEventPayload,
  type RunState,
  type RunSummary,
  type ToolCallState,
} from '@signalbox/contracts';

import { estimateUsage } from './estimate-tokens.ts';
import { summariseRun } from './summarise-run.ts';

const mayHaveHappened = (call: ToolCallState): boolean => call.executions > 0 && call.intent.effect === 'write';

const closeCall = (call: ToolCallState): RunEventDraft => {
  const outcome = mayHaveHappened(call) ? 'unknown' : 'cancelled';
  const text =
    outcome === 'unknown'
      ? 'The run ended while this call was under way: it may or may not have happened.'
      : 'The run ended before this call was done.';
  const bytes = Buffer.byteLength(text);
  return { type: 'tool-result', payload: { callId: call.intent.callId, outcome, text, bytes, durationMs: 0 } };
};

/**
 * The events that end a run now: what is open is closed first. A model call under way is booked at
 * its estimate; a `write` call that had begun ends `unknown`, any other open call `cancelled`.
 */
export const planEnd = (state: RunState, end: RunEventPayload<'run-end'>): RunEventDraft[] => {
  const drafts: RunEventDraft[] = [];
  if (state.modelCall) {
    const { attempt, estimatedInputTokens, estimatedCostNanoUsd } = state.modelCall.payload;
    const estimatedUsage = estimateUsage(estimatedInputTokens, []);
    drafts.push({
      type: 'model-call-discard',
      payload: { attempt, reason: 'cancelled', estimatedUsage, costNanoUsd: estimatedCostNanoUsd },
    });
  }
  for (const call of state.calls.values()) if (!call.result) drafts.push(closeCall(call));
  drafts.push({ type: 'run-end', payload: end });
  return drafts;
};

/** The events and the summary with which somebody cancels a run, as of its state; the state is used up. */
export const planCancel = (options: {
  readonly state: RunState;
  readonly actor: Actor;
  readonly epoch: number;
  readonly at: string;
}): { readonly events: readonly RunEventDraft[]; readonly summary: RunSummary } => {
  const { state, actor, epoch, at } = options;
  const events = planEnd(state, { status: 'cancelled', by: actor });
  for (const draft of events) applyRunEvent(state, { ...draft, seq: state.nextSeq, epoch, at });
  return { events, summary: summariseRun(state, at) };
};
