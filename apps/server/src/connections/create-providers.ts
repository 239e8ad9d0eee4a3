import {
  createPricing,
  findContextWindow,
  findPriceProvider,
  findShippedPrice,
  type ModelProvider,
  type Price,
} from '@signalbox/models';
import { LRUCache } from 'lru-cache';

import type { KnownConnection } from './connection-reader.ts';
import { createUnreadableProvider } from './create-unreadable-provider.ts';
import type { ProviderFactories } from './provider-factories.ts';

const maxCachedProviders = 1000;

const vendorTitles: Readonly<Record<string, string>> = { anthropic: 'Anthropic', openai: 'OpenAI', google: 'Google' };

/** Whose prices a connection has: its vendor's, or those of the service at its address; undefined when nobody knows. */
export const toPriceProvider = ({ kind, baseUrl }: Pick<KnownConnection, 'kind' | 'baseUrl'>): string | undefined =>
  kind === 'openai-compatible' ? findPriceProvider(baseUrl ?? '') : kind;

/** What a model of a connection costs today by the shipped table; undefined when it has no price there. */
export const findConnectionPrice = (connection: KnownConnection, model: string): Price | undefined => {
  const prices = toPriceProvider(connection);
  return prices === undefined ? undefined : findShippedPrice(prices, model, new Date());
};

/** Makes the providers of connections, each once while its connection and the workspace's prices for it stay as they are. */
export const createProviders = (factories: ProviderFactories, fetch: typeof globalThis.fetch) => {
  const made = new LRUCache<string, ModelProvider>({ max: maxCachedProviders });

  const make = (known: KnownConnection): ModelProvider | undefined => {
    const { name, kind, baseUrl, key, ownPrices } = known;
    const title = vendorTitles[name] ?? name;
    if (key.state === 'unreadable') return createUnreadableProvider(name, title);
    const apiKey = key.state === 'kept' ? key.apiKey : null;
    const prices = toPriceProvider(known);
    return factories[kind]?.({
      id: name,
      title,
      connection: { apiKey, baseUrl, fetch },
      price: createPricing(prices, ownPrices),
      ...(prices !== undefined && { contextWindow: (model) => findContextWindow(prices, model) }),
    });
  };

  return (workspaceId: string, connection: KnownConnection): ModelProvider | undefined => {
    const { name, source, revision, ownPrices, priceRevision } = connection;
    const isShared = source === 'environment' && ownPrices.length === 0;
    const cacheKey = JSON.stringify([isShared ? '' : workspaceId, name, revision, priceRevision]);
    const provider = made.get(cacheKey) ?? make(connection);
    if (provider) made.set(cacheKey, provider);
    return provider;
  };
};
