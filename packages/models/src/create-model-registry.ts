import type { Model } from '@signalbox/contracts';

import type { ModelProvider } from './model-provider.ts';

/** The model providers of one process. */
export interface ModelRegistry {
  provider(id: string): ModelProvider | undefined;
  hasProvider(id: string): boolean;
  /** What an agent without a model of its own runs on. */
  defaultModel(): { readonly provider: string; readonly model: string };
  /** Every model that can be called now: the default first, then by provider, as each lists its own. */
  list(): readonly Model[];
}

const toModels = ({ id: provider, models, contextWindow }: ModelProvider): Model[] =>
  (models?.() ?? []).map(({ model, ...shown }) => ({
    id: `${provider}/${model}`,
    provider,
    model,
    ...shown,
    isDefault: false,
    contextWindow: contextWindow(model),
    price: null,
  }));

/** A registry of the providers; a later one takes the place of an earlier one with the same id. */
export const createModelRegistry = (providers: readonly ModelProvider[]): ModelRegistry => {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const defaultModel = () => ({ provider: 'demo', model: 'demo' });
  return {
    provider: (id) => byId.get(id),
    hasProvider: (id) => byId.has(id),
    defaultModel,
    list: () => {
      const { provider, model } = defaultModel();
      const models = [...byId.values()].flatMap(toModels);
      const isDefault = (each: Model): boolean => each.provider === provider && each.model === model;
      const first = models.filter(isDefault).map((each) => ({ ...each, isDefault: true }));
      return [...first, ...models.filter((each) => !isDefault(each))];
    },
  };
};
