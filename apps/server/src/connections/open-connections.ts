import type { ConnectionShelf, ModelCatalog } from '@signalbox/api';
import type { Database } from '@signalbox/database';
import type { ModelSource } from '@signalbox/engine';
import type { ModelRegistry } from '@signalbox/models';

import type { Config } from '../config.ts';
import type { SecretBox } from '../secrets/create-secret-box.ts';
import { createConnectionReader } from './connection-reader.ts';
import { createConnectionShelf } from './create-connection-shelf.ts';
import { createModelFetch } from './create-model-fetch.ts';
import { createModelSource } from './create-model-source.ts';
import { createFindOllama } from './find-ollama.ts';
import { providerFactories } from './provider-factories.ts';
import { createRemoteModels } from './remote-models.ts';

/** How this process's workspaces reach models, and the models they reach. */
export interface Connections {
  readonly connections: ConnectionShelf;
  readonly models: ModelSource & ModelCatalog;
  close(): Promise<void>;
}

/** Opens them; `close` ends the connections to servers of models. */
export const openConnections = (parts: {
  readonly config: Config;
  readonly database: Database;
  readonly box: SecretBox;
  readonly builtIn: ModelRegistry;
}): Connections => {
  const { config, database, box, builtIn } = parts;
  const reader = createConnectionReader({ database, box, environment: config.connections });
  const { fetch, close } = createModelFetch({ allowAddresses: config.allowAddresses });
  const remoteModels = createRemoteModels(fetch);
  const findOllama = createFindOllama(fetch, config.ollamaUrl);
  return {
    connections: createConnectionShelf({ reader, remoteModels, box, findOllama, fetch }),
    models: createModelSource({ builtIn, reader, remoteModels, factories: providerFactories, fetch }),
    close,
  };
};
