import type { ModelCatalog } from '@signalbox/api';
import type { AgentFault } from '@signalbox/contracts';

import type { ConnectionReader, KnownConnection } from './connection-reader.ts';
import type { RemoteModels } from './remote-models.ts';

const advice = 'or choose another model for the agent.';

/** Whether a listed model is this one: an alias of a dated model, or a name without its tag, is no other. */
const isSame = (listed: string, model: string): boolean =>
  listed === model || listed.startsWith(`${model}-`) || listed.startsWith(`${model}:`);

/** Finds out why a model can't be asked, from what this process knows of the connections and what their servers told. */
export const createModelFaultFinder = (parts: {
  readonly reader: ConnectionReader;
  readonly remoteModels: RemoteModels;
  readonly isBuiltIn: (provider: string) => boolean;
  readonly hasPrice: ModelCatalog['hasPrice'];
}): ModelCatalog['findFault'] => {
  const { reader, remoteModels, isBuiltIn, hasPrice } = parts;

  /** What has a price is known, whatever its server lists. */
  const isUnknown = async (workspaceId: string, connection: KnownConnection, model: string): Promise<boolean> => {
    const told = remoteModels.told(workspaceId, connection);
    if (!told || told.some((listed) => isSame(listed.model, model))) return false;
    return !(await hasPrice(workspaceId, connection.name, model));
  };

  return async (workspaceId, id, model) => {
    if (isBuiltIn(id)) return null;
    const toFault = (code: AgentFault['code'], what: string): AgentFault => ({
      code,
      subject: `${id}/${model}`,
      message: `${what} in Settings → Models, ${advice}`,
    });
    const connection = (await reader.read(workspaceId)).find(({ name }) => name === id);
    if (!connection) return toFault('provider-missing', `No provider named ${id} is connected. Connect it`);
    const { key, baseUrl } = connection;
    const isMissing = key.state === 'unreadable' || (key.state === 'none' && baseUrl === null);
    if (isMissing) return toFault('key-missing', `The key for ${id} is missing. Enter it`);
    const isGone = await isUnknown(workspaceId, connection, model);
    return isGone ? toFault('model-unknown', `${id} lists no model ${model}. See what it has`) : null;
  };
};
