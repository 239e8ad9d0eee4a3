import type { AgentSpec } from './agent-spec.ts';

/** Names of an agent's tools, or `all`. */
export const toToolNames = ({ tools }: Pick<AgentSpec, 'tools'>): 'all' | string[] =>
  tools === 'all' ? tools : tools.map(({ name }) => name);

/** Its models as `provider/model`, in the order they are tried. */
export const toModelIds = ({ models }: Pick<AgentSpec, 'models'>): string[] =>
  models.map(({ provider, model }) => `${provider}/${model}`);
