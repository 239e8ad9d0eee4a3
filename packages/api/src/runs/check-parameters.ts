import type { AgentSpec, ErrorIssue, JsonObject, ModelChoice } from '@signalbox/contracts';
import { listModels } from '@signalbox/engine';
import type { z } from 'zod';

import type { ModelCatalog } from '../services.ts';
import { toInvalidFields } from '../to-app-error.ts';
import { listKnownNames } from './list-known-names.ts';

interface AskedRun {
  readonly workspaceId: string;
  readonly spec: AgentSpec;
  readonly modelOverride: string | null;
  readonly parameters: JsonObject;
}

/** Where and why a provider refuses a parameter, and which one of those given. */
type Fault = ErrorIssue & { readonly name: string };

const isEmpty = (parameters: JsonObject): boolean => Object.keys(parameters).length === 0;

const toFaults = (issue: z.core.$ZodIssue, title: string, schema: z.ZodType): Fault[] => {
  const { path } = issue;
  const place = path.map(String);
  if (issue.code !== 'unrecognized_keys') {
    return [{ name: place[0] ?? '', path: place.join('.'), message: `${issue.message} (${title})` }];
  }
  const known = listKnownNames(schema, path).join(', ');
  const rule =
    known === '' ? `is not taken by ${title}, which takes none` : `is not taken by ${title}, which takes ${known}`;
  return issue.keys.map((key) => ({ name: place[0] ?? key, path: [...place, key].join('.'), message: rule }));
};

/** What a provider refuses of the parameters for one of its models. A provider that is missing has no say. */
export const listParameterFaults = async (
  models: ModelCatalog,
  workspaceId: string,
  { provider, parameters: given }: ModelChoice,
): Promise<readonly Fault[]> => {
  if (isEmpty(given)) return [];
  const known = await models.findParameters(workspaceId, provider);
  const parsed = known?.schema.safeParse(given);
  if (!known || !parsed || parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => toFaults(issue, known.title, known.schema));
};

/**
 * Holds what a run gives its models against what each of them takes. Throws `request.invalid` with the caller's faults
 * under `parameters`, and those of the agent's own parameters under `agent.parameters`. A provider that is missing has
 * no say: its run tells of it.
 */
export const checkParameters = async (
  models: ModelCatalog,
  { workspaceId, parameters, ...asked }: AskedRun,
): Promise<void> => {
  // most runs have none, and starting one should not ask for its models then
  const { models: own, output } = asked.spec;
  if (output === null && [parameters, ...own.map((choice) => choice.parameters)].every(isEmpty)) return;
  const choices = await listModels({ ...asked, parameters }, () => models.defaultModel(workspaceId));
  const faults = await Promise.all(choices.map((choice) => listParameterFaults(models, workspaceId, choice)));
  if (faults.every((list) => list.length === 0)) return;
  throw toInvalidFields(
    faults.flat().map(({ name, path, message }) => ({
      path: `${Object.hasOwn(parameters, name) ? '' : 'agent.'}parameters.${path}`,
      message,
    })),
  );
};
