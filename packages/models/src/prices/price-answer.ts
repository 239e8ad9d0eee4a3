import type { CallCost, ModelUsage } from '@signalbox/contracts';

import type { ModelProvider } from '../model-provider.ts';
import { isOwnPriceId } from './own-price.ts';

/** A call of a model that another one may have answered. */
interface AnsweredCall {
  /** As it was asked for. */
  readonly model: string;
  readonly answeredBy: string;
  readonly usage: ModelUsage;
  /** When the call began. */
  readonly at: Date;
}

const isOwn = (cost: CallCost): boolean => cost.lines.some(({ priceId }) => isOwnPriceId(priceId));

/**
 * What a call costs by its provider's prices; null without one. The model that answered decides, unless the workspace has
 * a price of its own for the one that was asked for. Where nobody knows the answering one, the asked one's price is the
 * nearest.
 */
export const priceAnswer = (
  price: ModelProvider['price'],
  { model, answeredBy, usage, at }: AnsweredCall,
): CallCost | null => {
  const answered = price(answeredBy, usage, at);
  const asked = answeredBy === model ? null : price(model, usage, at);
  if (answered && (isOwn(answered) || !asked || !isOwn(asked))) return answered;
  return asked && { ...asked, isEstimated: asked.isEstimated || !isOwn(asked) };
};
