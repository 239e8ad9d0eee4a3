import { type CallCost, type ModelUsage, type RunEventPayload, toBookedCost } from '@signalbox/contracts';
import { isOwnPriceId, type ModelProvider } from '@signalbox/models';

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

const isOwn = (cost: CallCost): boolean => cost.lines.some(({ priceId }) => isOwnPriceId(priceId));

/**
 * The model that answered decides, unless the workspace has a price of its own for the one that was asked for. Where
 * nobody knows the answering one, the asked one's price is the nearest.
 */
const toCost = (answered: CallCost | null, asked: CallCost | null): CallCost | null => {
  if (answered && (isOwn(answered) || !asked || !isOwn(asked))) return answered;
  return asked && { ...asked, isEstimated: asked.isEstimated || !isOwn(asked) };
};

type Booking = Omit<RunEventPayload<'model-call-end'>, 'attempt' | 'firstTokenMs' | 'latencyMs'>;

/** What the log says of what a finished turn used and cost. */
export const bookTurn = (
  turn: CollectedTurn,
  { provider, model, startedAt, estimatedInputTokens }: BookedCall,
): Booking => {
  const { finish, rawUsage, responseId, answeredBy = model } = turn;
  const usage = turn.usage ?? estimateTurn(turn, estimatedInputTokens);
  const toPrice = (one: string): CallCost | null => provider.price(one, usage, startedAt);
  return {
    finish,
    usage,
    ...(turn.usage === null && { isUsageEstimated: true as const }),
    ...(rawUsage && { rawUsage: { ...rawUsage } }),
    ...(responseId !== undefined && { responseId }),
    ...(answeredBy !== model && { answeredBy }),
    ...toBookedCost(toCost(toPrice(answeredBy), answeredBy === model ? null : toPrice(model))),
  };
};
