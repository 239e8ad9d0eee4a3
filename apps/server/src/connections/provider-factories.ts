import type { ConnectionKind } from '@signalbox/contracts';
import {
  createAnthropicProvider,
  createGoogleProvider,
  createOpenaiCompatibleProvider,
  createOpenaiProvider,
  type ModelProvider,
  type ProviderOptions,
} from '@signalbox/models';

/** Makes the provider of a connection. */
export type ProviderFactory = (
  options: ProviderOptions & { readonly id: string; readonly title: string },
) => ModelProvider;

export type ProviderFactories = Readonly<Partial<Record<ConnectionKind, ProviderFactory>>>;

/** Which provider speaks to which kind of server; agents can't use kinds that are not here. */
export const providerFactories: ProviderFactories = {
  anthropic: createAnthropicProvider,
  openai: createOpenaiProvider,
  'openai-compatible': createOpenaiCompatibleProvider,
  google: createGoogleProvider,
};
