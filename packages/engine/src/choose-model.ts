import type { FailedAttempt, LoadedRun, ModelChoice, RunState } from '@signalbox/contracts';
import { isRetryableKind } from '@signalbox/models';

import type { ModelSource } from './ports.ts';

/** Attempts on one model before the next of the agent's list is tried. */
const maxAttemptsPerModel = 4;

type Asked = Pick<LoadedRun, 'spec' | 'modelOverride'>;
type FindDefault = () => ReturnType<ModelSource['defaultModel']>;

const listChoices = async ({ spec, modelOverride }: Asked, findDefault: FindDefault): Promise<ModelChoice[]> => {
  if (modelOverride !== null) {
    const slash = modelOverride.indexOf('/');
    return [{ provider: modelOverride.slice(0, slash), model: modelOverride.slice(slash + 1), parameters: {} }];
  }
  return spec.models.length > 0 ? spec.models : [{ ...(await findDefault()), parameters: {} }];
};

/**
 * The models a run may call, in order: what the caller asked for, else the agent's list, else the default; each with
 * the agent's output, its own parameters over that, and the caller's over all.
 */
export const listModels = async (
  { parameters, ...asked }: Asked & Pick<RunState, 'parameters'>,
  findDefault: FindDefault,
): Promise<readonly ModelChoice[]> => {
  const choices = await listChoices(asked, findDefault);
  const { output } = asked.spec;
  return choices.map((choice) => ({
    ...choice,
    parameters: { ...(output && { output }), ...choice.parameters, ...parameters },
  }));
};

type Named = Pick<ModelChoice, 'provider' | 'model'>;

/** Attempts on this model that failed since it last answered. */
export const countFailures = (failures: readonly FailedAttempt[], { provider, model }: Named): number =>
  failures.filter((failure) => failure.provider === provider && failure.model === model).length;

/** Whether a model that failed so often, each time with a fault that may pass, is tried again. */
const hasAttemptsLeft = (failed: number): boolean => failed < maxAttemptsPerModel;

/** The first model that has attempts left after its failures; undefined when none has. */
export const chooseModel = (
  choices: readonly ModelChoice[],
  failures: readonly FailedAttempt[],
): ModelChoice | undefined => {
  const passing = failures.filter(({ code }) => isRetryableKind(code));
  return choices.find((choice) => {
    const failed = countFailures(failures, choice);
    return hasAttemptsLeft(failed) && countFailures(passing, choice) === failed;
  });
};

const maxRetryDelayMs = 60_000;

/**
 * Wait before the next attempt on the same model: what the provider asked for and up to a tenth more, else 1, 2, 4 s, a
 * quarter less or more; at most 60 s; null when the model has no attempt left. `random` is from 0 to 1: runs that failed
 * together do not come back together.
 */
export const toRetryDelayMs = (
  failuresOfModel: number,
  retryAfterMs: number | undefined,
  random: number = Math.random(),
): number | null => {
  if (!hasAttemptsLeft(failuresOfModel)) return null;
  const waitMs =
    retryAfterMs === undefined
      ? 1000 * 2 ** (failuresOfModel - 1) * (0.75 + random / 2)
      : retryAfterMs * (1 + random / 10);
  return Math.round(Math.min(maxRetryDelayMs, waitMs));
};
