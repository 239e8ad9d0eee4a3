import { AppError } from '@signalbox/contracts';

import type { ModelCatalog } from '../services.ts';

/**
 * The model asked for as `provider/model`; a bare model's name is one of the default provider. Throws
 * `model.not-found` when the workspace has no such provider.
 */
export const toModelOverride = async (models: ModelCatalog, workspaceId: string, model: string): Promise<string> => {
  const slash = model.indexOf('/');
  const provider = slash < 0 ? (await models.defaultModel(workspaceId)).provider : model.slice(0, slash);
  const name = model.slice(slash + 1);
  if (name !== '' && (await models.hasProvider(workspaceId, provider))) return `${provider}/${name}`;
  throw new AppError(
    'model.not-found',
    `There is no model ${model} here. Name it as provider/model, of a provider that is connected in Settings → Models.`,
  );
};
