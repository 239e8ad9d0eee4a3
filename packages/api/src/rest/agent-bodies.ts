import { AgentSpec, CreateAgentInput, JsonObject, SetAgentStatus, UpdateAgentInput } from '@signalbox/contracts';
import { z } from 'zod';

import { toInvalidFields } from '../to-app-error.ts';

const ModelConfig = z
  .object({ provider: z.string().min(1).max(64), model: z.string().min(1).max(200) })
  .catchall(z.unknown())
  .describe('The model, and beside it what its provider takes, such as max_tokens, named as the provider names it.');

const { name, description, type, project, capabilities } = UpdateAgentInput.shape;

const labels = {
  description: description.describe('What it is for.'),
  type: type.describe('Free text that lists are filtered by.'),
  project: project.describe('Free text that lists are filtered by.'),
  capabilities: capabilities.describe('Words that lists are filtered by.'),
};

const definition = {
  model_config: ModelConfig.optional(),
  instructions: z.string().optional().describe('What the model is told before the conversation.'),
  system_prompt: z.string().optional().describe('Another name for instructions.'),
  tools: z
    .union([z.literal('all'), z.array(z.string())])
    .optional()
    .describe('Names of tools, or “all” that are switched on.'),
  output: z
    .strictObject({ name: z.string(), schema: z.record(z.string(), z.unknown()) })
    .nullable()
    .optional()
    .describe('Answers are JSON of this schema; null for free text.'),
};

const example = {
  name: 'Billing',
  description: 'Answers questions about invoices.',
  type: 'support',
  capabilities: ['invoices'],
  model_config: { provider: 'demo', model: 'demo' },
  system_prompt: 'Answer questions about invoices. Be brief.',
  tools: ['calculator'],
};

/** What `POST /agents` takes. */
export const CreateAgentBody = z
  .strictObject({
    name: CreateAgentInput.shape.name.describe('Its slug is made of it.'),
    ...labels,
    status: SetAgentStatus.default('active').describe('draft and inactive agents answer people only.'),
    ...definition,
  })
  .meta({
    examples: [
      example,
      { ...example, model_config: { provider: 'anthropic', model: 'claude-sonnet-4-5', max_tokens: 2000 } },
    ],
  });

/** What `PUT` and `PATCH /agents/{id}` take: fields that are left out stay as they are. */
export const ChangeAgentBody = z
  .strictObject({
    name: name.describe('Its slug stays.'),
    ...labels,
    status: SetAgentStatus.optional().describe('draft and inactive agents answer people only.'),
    ...definition,
    note: z.string().trim().max(2000).optional().describe('What has changed, kept with the version.'),
  })
  .meta({ examples: [{ system_prompt: 'Be brief and kind.', note: 'Kinder.' }, { status: 'inactive' }] });

type Definition = Pick<z.infer<typeof ChangeAgentBody>, keyof typeof definition>;

/** What lists find it by, without the definition. */
export const toLabels = (body: z.infer<typeof ChangeAgentBody>) => {
  const { name: given, description: text, type: kind, project: home, capabilities: skills, status } = body;
  return {
    ...(given !== undefined && { name: given }),
    ...(text !== undefined && { description: text }),
    ...(kind !== undefined && { type: kind }),
    ...(home !== undefined && { project: home }),
    ...(skills !== undefined && { capabilities: skills }),
    ...(status !== undefined && { status }),
  };
};

/** The definition with what the body says of it; undefined when it says nothing. */
export const toSpec = (body: Definition, base: AgentSpec = AgentSpec.parse({})): AgentSpec | undefined => {
  const { model_config: config, instructions, system_prompt: prompt, tools, output } = body;
  if (instructions !== undefined && prompt !== undefined && instructions !== prompt) {
    throw toInvalidFields([{ path: 'system_prompt', message: 'is another name for instructions: give one of them' }]);
  }
  const told = instructions ?? prompt;
  if ([config, told, tools, output].every((part) => part === undefined)) return undefined;
  const { provider = '', model = '', ...parameters } = config ?? {};
  return {
    ...base,
    ...(config && { models: [{ provider, model, parameters: JsonObject.parse(parameters) }] }),
    ...(told !== undefined && { instructions: told }),
    ...(tools !== undefined && {
      tools: tools === 'all' ? tools : tools.map((tool) => ({ name: tool, fixedArguments: {} })),
    }),
    ...(output !== undefined && { output: output && { ...output, schema: JsonObject.parse(output.schema) } }),
  };
};

/** Where a fault is in these bodies, by where the procedures name it. */
export const toBodyPath = (path: string): string =>
  path
    .replace(/^spec\.models(?:\.0(?:\.parameters)?)?/, 'model_config')
    .replace(/^spec\./, '')
    .replace(/\.$/, '');
