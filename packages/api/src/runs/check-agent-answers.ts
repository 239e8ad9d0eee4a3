import { AppError } from '@signalbox/contracts';
import type { StoredAgent } from '@signalbox/database';

import type { Principal } from '../services.ts';

/** Throws `agent.not-active` when the agent was put away, or is no active one and no person asks. */
export const checkAgentAnswers = (agent: StoredAgent, { actor }: Principal): void => {
  const { name, status, archivedAt } = agent;
  if (archivedAt !== null) {
    throw new AppError('agent.not-active', `${name} was archived. Restore it in Agents to run it.`);
  }
  if (status === 'active' || actor.kind === 'user') return;
  const message = `${name} is ${status === 'draft' ? 'a draft' : 'inactive'}: it answers people in the Playground only. Activate it in Agents.`;
  throw new AppError('agent.not-active', message);
};
