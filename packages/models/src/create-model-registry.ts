import type { ModelProvider } from './model-provider.ts';

/** The model providers of one process. */
export interface ModelRegistry {
  provider(id: string): ModelProvider | undefined;
  hasProvider(id: string): boolean;
  /** What an agent without a model of its own runs on. */
  defaultModel(): { readonly provider: string; readonly model: string };
}

/** A registry of the providers; a later one takes the place of an earlier one with the same id. */
export const createModelRegistry = (providers: readonly ModelProvider[]): ModelRegistry => {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return {
    provider: (id) => byId.get(id),
    hasProvider: (id) => byId.has(id),
    defaultModel: () => ({ provider: 'demo', model: 'demo' }),
  };
};
