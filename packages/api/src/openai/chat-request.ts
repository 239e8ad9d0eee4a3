import { AppError, Id, JsonObject, Slug, type StartRunInput } from '@signalbox/contracts';
import { z } from 'zod';

import { toInvalidField } from '../to-app-error.ts';

const TextPart = z.object({
  type: z.literal('text', 'only text is taken: images and files can’t be sent'),
  text: z.string(),
});

const ownTools = 'the agent’s own tools run here, and their calls are not handed out';

const Message = z.strictObject({
  role: z.enum(
    ['system', 'developer', 'user', 'assistant'],
    `must be system, developer, user or assistant: ${ownTools}`,
  ),
  content: z.union([z.string(), z.array(TextPart).min(1)]).nullable(),
  name: z.string().nullish(),
  // what an answer of this server has, so that it can be sent back as it is
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish().describe('Left out: thoughts are not told again.'),
});
type Message = z.infer<typeof Message>;

const ResponseFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({ name: z.string(), schema: z.record(z.string(), z.unknown()) }),
  }),
]);

const NoTools = z.null(`can’t be given: ${ownTools}`).optional().describe('Refused: the agent’s own tools run here.');

/** The body of `POST /v1/chat/completions`. Fields that are not named here go to the model's provider. */
export const ChatCompletionRequest = z
  .object({
    model: z.string().describe('Slug or id of an agent, `agent@2` for its version 2.'),
    messages: z.array(Message).min(1).describe('The last one is the request, of the role user.'),
    stream: z.boolean().nullish().describe('Whether the answer comes in chunks, as server-sent events.'),
    stream_options: z
      .strictObject({ include_usage: z.boolean().optional() })
      .nullish()
      .describe('include_usage: a last chunk has the tokens of all model calls.'),
    n: z.literal(1, 'must be 1: an agent gives one answer').nullish().describe('An agent gives one answer.'),
    response_format: ResponseFormat.nullish().describe('With a schema, the answer is JSON of it.'),
    metadata: z
      .strictObject({ conversation_id: Id.optional() })
      .nullish()
      .describe('conversation_id: goes on with that conversation; messages is then the new request alone.'),
    variables: z.record(z.string(), z.string()).nullish().describe('Texts for the variables of the instructions.'),
    tools: NoTools,
    tool_choice: NoTools,
    functions: NoTools,
    function_call: NoTools,
  })
  .catchall(z.unknown())
  .meta({
    examples: [
      { model: 'assistant', messages: [{ role: 'user', content: 'What is 5 + 10?' }] },
      { model: 'assistant@1', stream: true, messages: [{ role: 'user', content: 'What is 5 + 10?' }] },
    ],
  });
export type ChatCompletionRequest = z.infer<typeof ChatCompletionRequest>;

const toText = ({ content, refusal }: Message): string => {
  if (content === null) return refusal ?? '';
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('\n');
};

const titles = { system: 'System', developer: 'System', user: 'User', assistant: 'Assistant' } as const;

/**
 * The messages as one request: a single one as it is; before the last of several, what was said earlier, in words, since
 * a conversation holds only what an agent was truly asked and answered.
 */
const toRequestText = (messages: readonly Message[]): string => {
  const last = messages.at(-1);
  if (last?.role !== 'user') throw toInvalidField('messages', 'must end with a message of the role user');
  const earlier = messages.slice(0, -1).map((message) => `${titles[message.role]}: ${toText(message)}`);
  if (earlier.length === 0) return toText(last);
  return ['What was said before this request:', ...earlier, 'The request:', toText(last)].join('\n\n');
};

/** The agent and version that a model's name means. Throws `agent.not-found` for what is none. */
export const toAgentVersion = (model: string): { readonly agent: string; readonly version?: number } => {
  const [, name = '', version] = /^(.*?)(?:@([1-9]\d{0,8}))?$/s.exec(model) ?? [];
  const agent = z.union([Id, Slug]).safeParse(name);
  if (!agent.success) throw new AppError('agent.not-found', `There is no agent ${model.slice(0, 100)}.`);
  return { agent: agent.data, ...(version !== undefined && { version: Number(version) }) };
};

const toFormat = ({ response_format: format }: ChatCompletionRequest): JsonObject => {
  if (!format || format.type === 'text') return {};
  if (format.type === 'json_object') return { response_format: { type: format.type } };
  const { name, schema } = format.json_schema;
  return { output: { name, schema: JsonObject.parse(schema) } };
};

const known = new Set(Object.keys(ChatCompletionRequest.shape));

/** The request as `runs.start` takes it. Throws `request.invalid`, `agent.not-found`. */
export const toStartInput = (body: ChatCompletionRequest): StartRunInput => {
  const { model, messages, metadata, variables } = body;
  const conversationId = metadata?.conversation_id;
  if (conversationId !== undefined && messages.length > 1) {
    throw toInvalidField('messages', 'must be the new request alone: the conversation has what was said before');
  }
  const given = Object.entries(body).filter(([name, value]) => !known.has(name) && value !== null);
  const parameters = { ...JsonObject.parse(Object.fromEntries(given)), ...toFormat(body) };
  return {
    ...toAgentVersion(model),
    message: toRequestText(messages),
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(variables && { variables }),
    ...(conversationId !== undefined && { conversationId }),
  };
};

/** Where a fault is in the body of this protocol, by where `runs.start` names it. */
export const toBodyPath = (path: string): string =>
  path
    .replace(/^parameters\.output\b/, 'response_format.json_schema')
    .replace(/^parameters\./, '')
    .replace(/^message$/, 'messages')
    .replace(/^conversationId$/, 'metadata.conversation_id');
