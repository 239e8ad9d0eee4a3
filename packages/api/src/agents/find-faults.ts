import type { Agent, AgentFault } from '@signalbox/contracts';
import { listToolSettings, type StoredAgent } from '@signalbox/database';

import type { ApiServices } from '../services.ts';

type Named = Pick<StoredAgent, 'models' | 'tools'>;

const toToolFault = (name: string, isKnown: boolean): AgentFault =>
  isKnown
    ? {
        code: 'tool-off',
        subject: name,
        message: `The tool ${name} is switched off. Switch it on in Tools, or take it from the agent.`,
      }
    : {
        code: 'tool-missing',
        subject: name,
        message: `There is no tool ${name} here. Add its file, or take it from the agent.`,
      };

/**
 * Says of agents of a workspace why their runs would fail as things stand: a model that can't be asked, a tool that is
 * off or gone. Asks no server.
 */
const openFaultFinder = async (
  { database, models, tools }: Pick<ApiServices, 'database' | 'models' | 'tools'>,
  workspaceId: string,
): Promise<(agent: Named) => Promise<AgentFault[]>> => {
  const settings = await listToolSettings(database.db, { workspaceId });
  const findToolFault = (name: string): AgentFault[] => {
    const isKnown = tools.tools.has(name);
    return isKnown && settings.get(name)?.enabled !== false ? [] : [toToolFault(name, isKnown)];
  };
  const findModelFault = async (id: string): Promise<AgentFault[]> => {
    const slash = id.indexOf('/');
    const fault = await models.findFault(workspaceId, id.slice(0, slash), id.slice(slash + 1));
    return fault ? [fault] : [];
  };
  return async (agent) => {
    const ofModels = await Promise.all(agent.models.map(findModelFault));
    const ofTools = agent.tools === 'all' ? [] : agent.tools.flatMap(findToolFault);
    return [...ofModels.flat(), ...ofTools];
  };
};

/** These agents with their faults: an active one that has any is in error. */
export const withFaults = async <Stored extends StoredAgent>(
  services: ApiServices,
  workspaceId: string,
  agents: readonly Stored[],
): Promise<(Omit<Stored, 'status'> & Pick<Agent, 'status' | 'faults'>)[]> => {
  const findFaults = await openFaultFinder(services, workspaceId);
  return Promise.all(
    agents.map(async (agent) => {
      // what runs elsewhere needs nothing of here
      const isAsked = agent.archivedAt === null && agent.kind === 'hosted';
      const faults = isAsked ? await findFaults(agent) : [];
      const isInError = agent.status === 'active' && faults.length > 0;
      return { ...agent, faults, status: isInError ? ('error' as const) : agent.status };
    }),
  );
};
