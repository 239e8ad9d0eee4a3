import { type ModelUsage, type RunEventPayload, toBookedCost } from '@signalbox/contracts';
import { type ModelProvider, priceAnswer } from '@signalbox/models';

import { estimateUsage } from './estimate-tokens.ts';
import type { CollectedTurn } from './turn-collector.ts';

/** What a turn is booked at whose provider told no usage. */
const estimateTurn = ({ blocks, calls }: CollectedTurn, inputTokens: number): ModelUsage => {
  const asked = calls.map((call) => ({ type: 'text' as const, text: call.tool + JSON.stringify(call.arguments) }));
  return estimateUsage(inputTokens, [...blocks, ...asked]);
};

interface BookedCall {
  readonly provider: ModelProvider;
  /** As it was asked for. */
  readonly model: string;
  readonly startedAt: Date;
  readonly estimatedInputTokens: number;
}

type Booking = Omit<RunEventPayload<'model-call-end'>, 'attempt' | 'firstTokenMs' | 'latencyMs'>;

/** What the log says of what a finished turn used and cost. */
export const bookTurn = (
  turn: CollectedTurn,
  { provider, model, startedAt, estimatedInputTokens }: BookedCall,
): Booking => {
  const { finish, rawUsage, responseId, answeredBy = model } = turn;
  const usage = turn.usage ?? estimateTurn(turn, estimatedInputTokens);
  return {
    finish,
    usage,
    ...(turn.usage === null && { isUsageEstimated: true as const }),
    ...(rawUsage && { rawUsage: { ...rawUsage } }),
    ...(responseId !== undefined && { responseId }),
    ...(answeredBy !== model && { answeredBy }),
    ...toBookedCost(priceAnswer(provider.price, { model, answeredBy, usage, at: startedAt })),
  };
};
