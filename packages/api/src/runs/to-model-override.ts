import { AppError } from '@signalbox/contracts';

import type { ModelCatalog } from '../services.ts';

/**
 * The model asked for as `provider/model`; a bare model's name is one of the default provider. Throws
 * `model.not-found` when this server has no such provider.
 */
export const toModelOverride = (models: ModelCatalog, model: string): string => {
  const slash = model.indexOf('/');
  const provider = slash < 0 ? models.defaultModel().provider : model.slice(0, slash);
  const name = model.slice(slash + 1);
  if (models.hasProvider(provider) && name !== '') return `${provider}/${name}`;
  throw new AppError('model.not-found', `There is no model ${model}. Name it as provider/model.`);
};
