import { type AgentSpec, type Model, type Tool, toToolNames } from '@signalbox/contracts';

interface SetupSources {
  readonly spec: AgentSpec;
  /** `provider/model` in place of the agent's models; null for those. */
  readonly modelId: string | null;
  readonly models: readonly Model[];
  readonly tools: readonly Tool[];
}

/** What a message would be answered with. */
export interface AgentSetup {
  /** Name of the model that is asked first; null when nothing says which. */
  readonly modelTitle: string | null;
  /** The model is scripted, not an LLM. */
  readonly isScripted: boolean;
  /** The tools that the agent may use and that are switched on. */
  readonly tools: readonly Tool[];
  /** Whether one of them may change something. */
  readonly canWrite: boolean;
}

/** What an agent's definition, a chosen model and the tools of the installation come to. */
export const toAgentSetup = ({ spec, modelId, models, tools }: SetupSources): AgentSetup => {
  const [first] = spec.models;
  const id = modelId ?? (first ? `${first.provider}/${first.model}` : models.find(({ isDefault }) => isDefault)?.id);
  const model = models.find((each) => each.id === id);
  const names = toToolNames(spec);
  const allowed = tools.filter(({ name, enabled }) => enabled && (names === 'all' || names.includes(name)));
  return {
    modelTitle: model?.title ?? id ?? null,
    isScripted: model?.isScripted ?? false,
    tools: allowed,
    canWrite: allowed.some(({ effect }) => effect === 'write' || effect === 'varies'),
  };
};
