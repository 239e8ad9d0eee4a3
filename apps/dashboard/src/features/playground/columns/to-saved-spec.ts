import type { AgentSpec, ModelChoice } from '@signalbox/contracts';

/** A definition with a model of its choice (`provider/model`) asked first, the others after it; as it is with null. */
export const toSavedSpec = (spec: AgentSpec, modelId: string | null): AgentSpec => {
  if (modelId === null) return spec;
  const slash = modelId.indexOf('/');
  const asked: ModelChoice = { provider: modelId.slice(0, slash), model: modelId.slice(slash + 1), parameters: {} };
  const isAsked = ({ provider, model }: ModelChoice): boolean => provider === asked.provider && model === asked.model;
  return {
    ...spec,
    models: [spec.models.find(isAsked) ?? asked, ...spec.models.filter((choice) => !isAsked(choice))],
  };
};
