import { emptyUsage, type Model, toUsd } from '@signalbox/contracts';
import { isOwnPriceId, type ModelProvider } from '@signalbox/models';

import type { RemoteModel } from './remote-model.ts';

/** Dollars for a million tokens of a small request. */
const toListPrice = (provider: ModelProvider, model: string): Model['price'] => {
  const cost = provider.price(model, { ...emptyUsage, inputFresh: 1, outputText: 1 }, new Date());
  const [input, output] = cost?.lines ?? [];
  if (!input || !output) return null;
  return {
    inputUsdPerMTok: toUsd(input.nanoUsdPerMillionTokens),
    outputUsdPerMTok: toUsd(output.nanoUsdPerMillionTokens),
    isOwn: isOwnPriceId(input.priceId),
  };
};

/** A model of a connection as it is offered: what its server tells, its window and its list price. */
export const toModel = (provider: ModelProvider, { model, contextWindow, ...told }: RemoteModel): Model => ({
  id: `${provider.id}/${model}`,
  provider: provider.id,
  model,
  ...told,
  isScripted: false,
  isDefault: false,
  contextWindow: contextWindow ?? provider.contextWindow(model),
  price: toListPrice(provider, model),
});
