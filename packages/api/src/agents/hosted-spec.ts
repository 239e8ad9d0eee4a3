import { type AgentSpec, AppError } from '@signalbox/contracts';

/** The definition to run or to change. Throws `agent.not-hosted` for an agent or version that was reported. */
export const toHostedSpec = (owner: { readonly spec: AgentSpec | null }): AgentSpec => {
  if (owner.spec) return owner.spec;
  throw new AppError(
    'agent.not-hosted',
    'This agent runs elsewhere and reports what it did: it can’t be run or changed from here.',
  );
};
