import type { CostLine, ModelUsage, RunEvent, RunEventOf, RunEventPayload } from '@signalbox/contracts';

/** One attempt of a model, from its request to its end. */
export interface ModelCall {
  readonly start: RunEventOf<'model-call-start'>;
  /** Absent while it goes on. */
  readonly end?: RunEventOf<'model-call-end'>;
  readonly discard?: RunEventOf<'model-call-discard'>;
}

/** The model calls of a log, in their order. */
export const listModelCalls = (events: readonly RunEvent[]): readonly ModelCall[] => {
  const calls = new Map<number, ModelCall>();
  for (const event of events) {
    if (event.type === 'model-call-start') calls.set(event.payload.attempt, { start: event });
    const known = 'attempt' in event.payload ? calls.get(event.payload.attempt) : undefined;
    if (!known) continue;
    if (event.type === 'model-call-end') calls.set(event.payload.attempt, { ...known, end: event });
    if (event.type === 'model-call-discard') calls.set(event.payload.attempt, { ...known, discard: event });
  }
  return [...calls.values()];
};

/** What the call used, an estimate when it was lost; null while it goes on. */
export const toUsage = ({ end, discard }: ModelCall): ModelUsage | null =>
  end?.payload.usage ?? discard?.payload.estimatedUsage ?? null;

/** What the call costs; null when it has no price, undefined while it goes on. */
export const toCallCost = ({ end, discard }: ModelCall): number | null | undefined =>
  end ? end.payload.costNanoUsd : discard?.payload.costNanoUsd;

/** The lines of the call's cost; none while it goes on, of a free model, and without a price. */
export const toCostLines = ({ end, discard }: ModelCall): readonly CostLine[] =>
  end?.payload.costLines ?? discard?.payload.costLines ?? [];

/** Whether what the call used is reckoned: it was lost, or its provider told nothing. */
export const isUsageEstimated = ({ end, discard }: ModelCall): boolean =>
  discard !== undefined || end?.payload.isUsageEstimated === true;

/** Whether the call's cost is no more than an estimate: so is its usage, or its price is that of a similar model. */
export const isCostEstimated = (call: ModelCall): boolean =>
  isUsageEstimated(call) || call.end?.payload.isCostEstimated === true;

/** The call that an event belongs to: of its attempt. */
export const findModelCall = (
  calls: readonly ModelCall[],
  payload: RunEventPayload<RunEvent['type']>,
): ModelCall | null =>
  'attempt' in payload ? (calls.find(({ start }) => start.payload.attempt === payload.attempt) ?? null) : null;
