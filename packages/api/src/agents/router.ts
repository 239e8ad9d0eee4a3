import { router } from '../procedure.ts';
import { getAgent } from './get-agent.ts';
import { listAgents } from './list-agents.ts';

/** Agents, read. */
export const agentsRouter = router({ get: getAgent, list: listAgents });
