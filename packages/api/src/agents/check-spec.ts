import { type AgentSpec, type ErrorIssue, isJsonObject, type JsonObject, listPlaceholders } from '@signalbox/contracts';
import { z } from 'zod';

import { listParameterFaults } from '../runs/check-parameters.ts';
import type { ApiServices, CatalogTool } from '../services.ts';
import { toInvalidFields } from '../to-app-error.ts';

type Checkers = Pick<ApiServices, 'models' | 'tools'>;

const readSchema = (schema: JsonObject): z.ZodType | undefined => {
  try {
    return z.fromJSONSchema(schema);
  } catch {
    return undefined;
  }
};

const checkArguments = (tool: CatalogTool, fixed: JsonObject, path: string): ErrorIssue[] => {
  const { properties } = tool.inputSchema;
  const known = isJsonObject(properties) ? properties : {};
  return Object.entries(fixed).flatMap(([name, value]): ErrorIssue[] => {
    const place = `${path}.fixedArguments.${name}`;
    const schema = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!isJsonObject(schema)) {
      const names = Object.keys(known).join(', ') || 'none';
      return [{ path: place, message: `is no argument of ${tool.name}, which takes ${names}` }];
    }
    const parsed = readSchema(schema)?.safeParse(value);
    if (!parsed || parsed.success) return [];
    return [{ path: place, message: parsed.error.issues.map(({ message }) => message).join(', ') }];
  });
};

const checkTools = ({ tools: catalog }: Checkers, { tools }: AgentSpec): ErrorIssue[] => {
  if (tools === 'all') return [];
  return tools.flatMap(({ name, fixedArguments }, index): ErrorIssue[] => {
    const path = `spec.tools.${index}`;
    if (tools.findIndex((other) => other.name === name) < index) return [{ path, message: `names ${name} again` }];
    const tool = catalog.tools.get(name);
    if (!tool) return [{ path, message: `there is no tool ${name} here` }];
    return checkArguments(tool, fixedArguments, path);
  });
};

const checkVariables = ({ instructions, variables }: AgentSpec): ErrorIssue[] => {
  const names = variables.map(({ name }) => name);
  const repeated = names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ path: `spec.variables.${index}.name`, message: `${name} is there twice` }] : [],
  );
  const unknown = listPlaceholders(instructions).filter((name) => !names.includes(name));
  return [
    ...repeated,
    ...unknown.map((name) => ({ path: 'spec.instructions', message: `{{${name}}} is no variable of the agent` })),
  ];
};

const checkOutput = ({ output }: AgentSpec): ErrorIssue[] => {
  if (output === null) return [];
  if (!readSchema(output.schema))
    return [{ path: 'spec.output.schema', message: 'is no JSON Schema that can be used' }];
  return output.schema['type'] === 'object' ? [] : [{ path: 'spec.output.schema.type', message: 'must be "object"' }];
};

const checkModels = async ({ models }: Checkers, workspaceId: string, spec: AgentSpec): Promise<ErrorIssue[]> => {
  const fallback = { ...(await models.defaultModel(workspaceId)), parameters: {} };
  const choices = spec.models.length > 0 ? spec.models : [fallback];
  const issues = await Promise.all(
    choices.map(async ({ provider, model, parameters }, index): Promise<ErrorIssue[]> => {
      const path = spec.models.length > 0 ? `spec.models.${index}` : 'spec.models';
      const given = { ...(spec.output && { output: spec.output }), ...parameters };
      const faults = await listParameterFaults(models, workspaceId, { provider, model, parameters: given });
      const ofParameters = faults.map((fault) =>
        fault.name === 'output' && !Object.hasOwn(parameters, 'output')
          ? { path: 'spec.output', message: fault.message }
          : { path: `${path}.parameters.${fault.path}`, message: fault.message },
      );
      const isBounded = spec.limits.costNanoUsd !== null;
      if (!isBounded || (await models.hasPrice(workspaceId, provider, model))) return ofParameters;
      const message = `can’t be kept: ${provider}/${model} has no price. Set one in Settings → Models, or take the limit away`;
      return [...ofParameters, { path: 'spec.limits.costNanoUsd', message }];
    }),
  );
  return issues.flat();
};

/**
 * Holds a definition against what is here: tools and their fixed arguments, variables, the output's schema, what each
 * model takes, and that a cost limit can be kept. Throws `request.invalid` with all faults. A provider that is missing is
 * no fault of the definition.
 */
export const checkSpec = async (services: Checkers, workspaceId: string, spec: AgentSpec): Promise<void> => {
  const ofModels = await checkModels(services, workspaceId, spec);
  const issues = [...ofModels, ...checkTools(services, spec), ...checkVariables(spec), ...checkOutput(spec)];
  if (issues.length > 0) throw toInvalidFields(issues);
};
