import { JsonObject } from '@signalbox/contracts';
import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { z } from 'zod';

import type { ModelMessage, ModelRequest } from '../model-provider.ts';
import { parseParameters } from '../parse-parameters.ts';
import { toArgumentObject } from '../to-argument-object.ts';
import { toWireCallId } from '../to-wire-call-id.ts';
import { OpenaiCompatibleParameters } from './openai-compatible-parameters.ts';
import { isStrictSchema } from './openai-strict-schema.ts';

type Assistant = Extract<ModelMessage, { role: 'assistant' }>;

/** What a block keeps for the server: the field its thoughts came in, and what stood beside a call. */
export const ThoughtState = z.object({ field: z.enum(['reasoning_content', 'reasoning']) });
export type ThoughtState = z.infer<typeof ThoughtState>;
const CallState = z.object({ extra_content: JsonObject });

const orDots = (text: string): string => (text.trim() === '' ? '…' : text);

const toCalls = ({ blocks }: Assistant, issuer: string) =>
  blocks.flatMap((block) => {
    if (block.type !== 'tool-call') return [];
    const state = block.opaque?.issuer === issuer ? CallState.safeParse(block.opaque.data).data : undefined;
    return [
      {
        type: 'function' as const,
        id: toWireCallId(block.callId),
        function: { name: block.tool, arguments: JSON.stringify(toArgumentObject(block.arguments)) },
        ...state,
      },
    ];
  });

/** Thoughts under the name they came with. */
const toThoughts = ({ blocks }: Assistant, issuer: string): Record<string, string> => {
  const thoughts: Record<string, string> = {};
  for (const { type, opaque, ...block } of blocks) {
    if (type !== 'thinking' || opaque?.issuer !== issuer || !('text' in block)) continue;
    const state = ThoughtState.safeParse(opaque.data).data;
    if (state) thoughts[state.field] = (thoughts[state.field] ?? '') + block.text;
  }
  return thoughts;
};

const toAssistant = (message: Assistant, issuer: string, isOpen: boolean): ChatCompletionMessageParam[] => {
  const said = message.blocks.flatMap((block) =>
    (block.type === 'text' || block.type === 'refusal') && block.text !== '' ? [block.text] : [],
  );
  const calls = toCalls(message, issuer);
  const content = said.join('\n\n');
  if (calls.length === 0) return content === '' ? [] : [{ role: 'assistant', content }];
  return [
    {
      role: 'assistant',
      content: content === '' ? null : content,
      tool_calls: calls,
      // some servers need the thoughts of a turn that is under way, and the same ones refuse older thoughts
      ...(isOpen && toThoughts(message, issuer)),
    },
  ];
};

/** A person's messages in a row as one, and none right after a tool's: the templates of many models want turns. */
const addUser = (messages: ChatCompletionMessageParam[], text: string): void => {
  const last = messages.at(-1);
  if (last?.role === 'user' && typeof last.content === 'string') {
    last.content += `\n\n${text}`;
    return;
  }
  // of a run that ended before its answer
  if (last?.role === 'tool') messages.push({ role: 'assistant', content: orDots('') });
  messages.push({ role: 'user', content: text });
};

const toMessages = ({ instructions, messages }: ModelRequest, issuer: string): ChatCompletionMessageParam[] => {
  const sent: ChatCompletionMessageParam[] = [];
  if (instructions.trim() !== '') sent.push({ role: 'system', content: instructions });
  if (messages[0]?.role !== 'user') addUser(sent, orDots(''));
  const lastUser = messages.findLastIndex(({ role }) => role === 'user');
  for (const [index, message] of messages.entries()) {
    switch (message.role) {
      case 'user':
        addUser(sent, orDots(message.text));
        break;
      case 'assistant':
        sent.push(...toAssistant(message, issuer, index > lastUser));
        break;
      case 'tool':
        for (const { callId, text, isError } of message.results) {
          const content = isError ? `Error: ${text}` : orDots(text);
          sent.push({ role: 'tool', tool_call_id: toWireCallId(callId), content });
        }
    }
  }
  return sent;
};

/** The request as Chat Completions takes it. */
export const toOpenaiCompatibleRequest = (
  request: ModelRequest,
  issuer: string,
): ChatCompletionCreateParamsStreaming => {
  const { output, include_usage, extra_body, ...parameters } = parseParameters(
    OpenaiCompatibleParameters,
    request.parameters,
  );
  return {
    ...extra_body,
    ...parameters,
    model: request.model,
    messages: toMessages(request, issuer),
    stream: true,
    ...(include_usage !== false && { stream_options: { include_usage: true } }),
    ...(request.tools.length > 0 && {
      tools: request.tools.map(({ name, description, inputSchema }) => ({
        type: 'function',
        function: { name, description, parameters: inputSchema },
      })),
    }),
    ...(output && {
      response_format: { type: 'json_schema', json_schema: { ...output, strict: isStrictSchema(output.schema) } },
    }),
  };
};
