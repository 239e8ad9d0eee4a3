import type { JsonObject, RunEventDraft } from '@signalbox/contracts';

/** The start of a model call with these parameters. */
export const callModel = (attempt: number, parameters: JsonObject = {}): RunEventDraft => ({
  type: 'model-call-start',
  payload: {
    attempt,
    provider: 'p',
    model: 'm',
    parameters,
    toolSetDigest: null,
    messages: 1,
    omittedMessages: 0,
    estimatedInputTokens: 1,
    estimatedCostNanoUsd: 0,
  },
});
