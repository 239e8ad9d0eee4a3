import type {
  ContentBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
  ThinkingConfigParam,
  Tool,
} from '@anthropic-ai/sdk/resources/messages';
import type { ContentBlock } from '@signalbox/contracts';
import { z } from 'zod';

import type { ModelMessage, ModelRequest, OfferedTool } from '../model-provider.ts';
import { parseParameters } from '../parse-parameters.ts';
import { toArgumentObject } from '../to-argument-object.ts';
import { toWireCallId } from '../to-wire-call-id.ts';
import { AnthropicParameters } from './anthropic-parameters.ts';

/** Calls of the turn that came before the block, when some did. */
const after_calls = z.int().exactOptional();

/** What a thinking block keeps for Anthropic: its signature, or all of it when it came unreadable. */
export const AnthropicState = z.union([
  z.object({ signature: z.string(), after_calls }),
  z.object({ redacted: z.string(), after_calls }),
]);
export type AnthropicState = z.infer<typeof AnthropicState>;

type AssistantMessage = Extract<ModelMessage, { role: 'assistant' }>;

const defaultMaxTokens = 8192;

/** Anthropic refuses texts of nothing but white space. */
const isBlank = (text: string): boolean => text.trim() === '';
const toText = (text: string): ContentBlockParam => ({ type: 'text', text: isBlank(text) ? '…' : text });

const toThinking = ({ text, opaque }: ContentBlock): ContentBlockParam[] => {
  const state = AnthropicState.safeParse(opaque?.data).data;
  if (!state) return [];
  return 'signature' in state
    ? [{ type: 'thinking', thinking: text, signature: state.signature }]
    : [{ type: 'redacted_thinking', data: state.redacted }];
};

const toBlockContent = (block: ContentBlock): ContentBlockParam[] => {
  if (block.type === 'thinking') return toThinking(block);
  return isBlank(block.text) ? [] : [toText(block.text)];
};

/** A turn in the order in which the model wrote it: thinking must stand where it stood. */
const toTurn = (blocks: AssistantMessage['blocks'], issuer: string): ContentBlockParam[] => {
  const calls = blocks.filter((block) => block.type === 'tool-call');
  const places: ContentBlockParam[][] = [
    [],
    ...calls.map(({ callId, tool: name, arguments: args }): ContentBlockParam[] => [
      { type: 'tool_use', id: toWireCallId(callId), name, input: toArgumentObject(args) },
    ]),
  ];
  for (const block of blocks) {
    if (block.type === 'tool-call') continue;
    const isOwn = block.opaque?.issuer === issuer;
    const state = isOwn ? AnthropicState.safeParse(block.opaque?.data).data : undefined;
    if (block.type === 'thinking' && !state) continue;
    places[Math.min(state?.after_calls ?? 0, calls.length)]?.push(...toBlockContent(block));
  }
  return places.flat();
};

const toContent = (message: ModelMessage, issuer: string): ContentBlockParam[] => {
  switch (message.role) {
    case 'user':
      return [toText(message.text)];
    case 'assistant':
      return toTurn(message.blocks, issuer);
    case 'tool':
      return message.results.map(({ callId, text, isError }) => ({
        type: 'tool_result',
        tool_use_id: toWireCallId(callId),
        ...(!isBlank(text) && { content: text }),
        ...(isError && { is_error: true }),
      }));
  }
};

/** User and assistant in turns, the user first: what tools answered and what a person then said is one message. */
const toMessages = (messages: readonly ModelMessage[], issuer: string): MessageParam[] => {
  const turns: { role: 'user' | 'assistant'; content: ContentBlockParam[] }[] = [];
  for (const message of messages) {
    const content = toContent(message, issuer);
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const last = turns.at(-1);
    if (content.length === 0) continue;
    if (last?.role === role) last.content.push(...content);
    else turns.push({ role, content });
  }
  if (turns[0]?.role === 'assistant') turns.unshift({ role: 'user', content: [toText('')] });
  return turns;
};

const toTool = ({ name, description, inputSchema }: OfferedTool): Tool => ({
  name,
  description,
  input_schema: { ...inputSchema, type: 'object' },
});

/** Whether the turn that the tools answer began without thinking, as one of another model does. */
const isInUnthinkingTurn = (messages: readonly MessageParam[]): boolean => {
  const [turn, results] = messages.slice(-2);
  const isAnswered = Array.isArray(results?.content) && results.content.some(({ type }) => type === 'tool_result');
  const first = Array.isArray(turn?.content) ? turn.content[0] : undefined;
  return isAnswered && first?.type !== 'thinking' && first?.type !== 'redacted_thinking';
};

/** A fixed budget is refused in the midst of a turn that did not begin with thinking: the rest of it does without. */
const toThinkingConfig = (
  thinking: NonNullable<z.infer<typeof AnthropicParameters>['thinking']>,
  messages: readonly MessageParam[],
): ThinkingConfigParam => {
  if (thinking.type === 'enabled' && isInUnthinkingTurn(messages)) return { type: 'disabled' };
  return thinking.type === 'disabled' ? thinking : { display: 'summarized', ...thinking };
};

/** The request as the SDK of the Messages API takes it. */
export const toAnthropicRequest = (request: ModelRequest, issuer: string): MessageCreateParamsStreaming => {
  const { max_tokens, thinking, effort, cache, output, ...rest } = parseParameters(
    AnthropicParameters,
    request.parameters,
  );
  const messages = toMessages(request.messages, issuer);
  const budget = thinking?.type === 'enabled' ? thinking.budget_tokens : 0;
  return {
    ...rest,
    model: request.model,
    max_tokens: max_tokens ?? budget + defaultMaxTokens,
    messages,
    stream: true,
    ...(!isBlank(request.instructions) && { system: request.instructions }),
    ...(request.tools.length > 0 && { tools: request.tools.map(toTool) }),
    ...(thinking && { thinking: toThinkingConfig(thinking, messages) }),
    ...(cache && { cache_control: { type: 'ephemeral', ttl: cache } }),
    ...((effort || output) && {
      output_config: {
        ...(effort && { effort }),
        ...(output && { format: { type: 'json_schema', schema: output.schema } }),
      },
    }),
  };
};
