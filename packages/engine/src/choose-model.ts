import type { FailedAttempt, LoadedRun, ModelChoice } from '@signalbox/contracts';
import { isRetryableKind } from '@signalbox/models';

import type { ModelSource } from './ports.ts';

/** Attempts on one model before the next of the agent's list is tried. */
const maxAttemptsPerModel = 4;

/** The models a run may call, in order: what the caller asked for, else the agent's list, else the default. */
export const listModels = async (
  { spec, modelOverride }: Pick<LoadedRun, 'spec' | 'modelOverride'>,
  findDefault: () => ReturnType<ModelSource['defaultModel']>,
): Promise<readonly ModelChoice[]> => {
  if (modelOverride !== null) {
    const slash = modelOverride.indexOf('/');
    return [{ provider: modelOverride.slice(0, slash), model: modelOverride.slice(slash + 1), parameters: {} }];
  }
  return spec.models.length > 0 ? spec.models : [{ ...(await findDefault()), parameters: {} }];
};

/** The first model that has attempts left after the failures in a row; undefined when none has. */
export const chooseModel = (
  choices: readonly ModelChoice[],
  failures: readonly FailedAttempt[],
): ModelChoice | undefined =>
  choices.find((choice) => {
    const own = failures.filter(({ provider, model }) => provider === choice.provider && model === choice.model);
    return own.length < maxAttemptsPerModel && own.every(({ code }) => isRetryableKind(code));
  });

/**
 * Wait before the next attempt on the same model: what the provider asked for, else 1, 2, 4 s; at most 60 s. Null when
 * the model has no attempt left.
 */
export const toRetryDelayMs = (failuresOfModel: number, retryAfterMs: number | undefined): number | null =>
  failuresOfModel < maxAttemptsPerModel ? Math.min(60_000, retryAfterMs ?? 1000 * 2 ** (failuresOfModel - 1)) : null;
