import type { AgentSpec } from '@signalbox/contracts';

/** Whether an agent, or the one a version is of, runs here: what runs elsewhere has no definition. */
export const isHosted = <Owner extends { readonly spec: AgentSpec | null }>(
  owner: Owner,
): owner is Owner & { readonly spec: AgentSpec } => owner.spec !== null;
