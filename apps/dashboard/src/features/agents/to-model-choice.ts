import type { ModelChoice } from '@signalbox/contracts';

/** What `provider/model` names: everything after the first slash is the provider's own name for the model. */
export const toModelChoice = (id: string): Pick<ModelChoice, 'provider' | 'model'> => {
  const slash = id.indexOf('/');
  return { provider: id.slice(0, slash), model: id.slice(slash + 1) };
};
