import type { ModelCatalog, PriceCall, PriceUsage } from '@signalbox/api';
import {
  createPricing,
  createUsagePricer,
  type ModelProvider,
  type ModelRegistry,
  priceAnswer,
} from '@signalbox/models';

import type { ConnectionReader, KnownConnection } from './connection-reader.ts';
import { toPriceProvider } from './create-providers.ts';
import { toPreference } from './default-models.ts';

const toUsagePricer = (connections: readonly KnownConnection[]): PriceUsage =>
  createUsagePricer(
    connections
      .toSorted((left, right) => toPreference(left) - toPreference(right))
      .map((connection) => {
        return { name: connection.name, provider: toPriceProvider(connection), own: connection.ownPrices };
      }),
  );

/** By prices alone: a connection whose key can't be read has them too. */
const toCallPricer = (builtIn: ModelRegistry, connections: readonly KnownConnection[]): PriceCall => {
  const prices = new Map(
    connections.map((connection): [string, ModelProvider['price']] => [
      connection.name,
      createPricing(toPriceProvider(connection), connection.ownPrices),
    ]),
  );
  return ({ provider, ...call }) => {
    const price = builtIn.provider(provider)?.price ?? prices.get(provider);
    return price && priceAnswer(price, call);
  };
};

/** What calls of models cost by a workspace's connections: made anew when these are read anew. */
export const createPriceReaders = ({
  builtIn,
  reader,
}: {
  /** Providers of every workspace. */
  readonly builtIn: ModelRegistry;
  readonly reader: ConnectionReader;
}): Pick<ModelCatalog, 'readPrices' | 'readCallPrices'> => {
  const made = new WeakMap<readonly KnownConnection[], PriceUsage>();
  return {
    readPrices: async (workspaceId) => {
      const connections = await reader.read(workspaceId);
      const known = made.get(connections) ?? toUsagePricer(connections);
      made.set(connections, known);
      return known;
    },
    readCallPrices: async (workspaceId) => toCallPricer(builtIn, await reader.read(workspaceId)),
  };
};
