import type OpenAI from 'openai';

import type { ModelMessage, ModelRequest, OfferedTool, ToolCallBlock } from '../model-provider.ts';
import { parseParameters } from '../parse-parameters.ts';
import { toArgumentObject } from '../to-argument-object.ts';
import { toWireCallId } from '../to-wire-call-id.ts';
import { OpenaiParameters } from './openai-parameters.ts';
import { OpenaiState } from './openai-state.ts';
import { isStrictSchema } from './openai-strict-schema.ts';

type Item = OpenAI.Responses.ResponseInputItem;
type AssistantBlock = Extract<ModelMessage, { role: 'assistant' }>['blocks'][number];

/** Models that refuse to hand out or take encrypted reasoning, as they have none. */
const withoutReasoning = /^(?:ft:)?(?:gpt-3|gpt-4|chatgpt-|davinci|babbage)/;

const toState = (block: AssistantBlock, issuer: string): OpenaiState => {
  if (block.opaque?.issuer !== issuer) return {};
  return OpenaiState.safeParse(block.opaque.data).data ?? {};
};

const isCall = (block: AssistantBlock): block is ToolCallBlock => block.type === 'tool-call';

const toCallItem = (call: ToolCallBlock): Item => ({
  type: 'function_call',
  call_id: toWireCallId(call.callId),
  name: call.tool,
  arguments: JSON.stringify(toArgumentObject(call.arguments)),
});

const toItem = (block: Exclude<AssistantBlock, ToolCallBlock>, state: OpenaiState): Item | null => {
  if (block.type === 'thinking') {
    const { id, encrypted_content } = state;
    if (id === undefined || encrypted_content === undefined) return null;
    const summary = block.text === '' ? [] : [{ type: 'summary_text' as const, text: block.text }];
    return { type: 'reasoning', id, summary, encrypted_content };
  }
  if (block.text === '') return null;
  return { type: 'message', role: 'assistant', content: block.text, ...(state.phase && { phase: state.phase }) };
};

/** A turn in the order in which the model wrote it; reasoning that led to nothing is left out, as OpenAI refuses it. */
const toTurnItems = (blocks: readonly AssistantBlock[], issuer: string): Item[] => {
  const calls = blocks.filter(isCall);
  const places: Item[][] = [[], ...calls.map((call) => [toCallItem(call)])];
  for (const block of blocks) {
    if (isCall(block)) continue;
    const state = toState(block, issuer);
    const item = toItem(block, state);
    if (item) places[Math.min(state.after_calls ?? 0, calls.length)]?.push(item);
  }
  const items = places.flat();
  const lastSaid = items.findLastIndex((item) => item.type !== 'reasoning');
  return items.slice(0, lastSaid + 1);
};

const toItems = (message: ModelMessage, issuer: string): Item[] => {
  switch (message.role) {
    case 'user':
      return [{ type: 'message', role: 'user', content: message.text }];
    case 'assistant':
      return toTurnItems(message.blocks, issuer);
    case 'tool':
      return message.results.map(({ callId, text, isError }) => ({
        type: 'function_call_output',
        call_id: toWireCallId(callId),
        output: isError ? `Error: ${text}` : text,
      }));
  }
};

const toTool = ({ name, description, inputSchema }: OfferedTool): OpenAI.Responses.Tool => ({
  type: 'function',
  name,
  description,
  parameters: inputSchema,
  // strict mode takes a part of JSON Schema only, and arguments are checked before a tool runs anyway
  strict: false,
});

const toText = ({ verbosity, output }: OpenaiParameters): OpenAI.Responses.ResponseTextConfig => ({
  ...(verbosity && { verbosity }),
  ...(output && { format: { type: 'json_schema', ...output, strict: isStrictSchema(output.schema) } }),
});

/** The request as the Responses API takes it: nothing is kept by OpenAI, so reasoning comes encrypted. */
export const toOpenaiRequest = (
  request: ModelRequest,
  issuer: string,
): OpenAI.Responses.ResponseCreateParamsStreaming => {
  const { verbosity, output, ...parameters } = parseParameters(OpenaiParameters, request.parameters);
  const withReasoning = !withoutReasoning.test(request.model);
  const items = request.messages.flatMap((message) => toItems(message, issuer));
  const text = toText({ ...(verbosity && { verbosity }), ...(output && { output }) });
  return {
    model: request.model,
    input: withReasoning ? items : items.filter(({ type }) => type !== 'reasoning'),
    stream: true,
    store: false,
    ...(request.instructions !== '' && { instructions: request.instructions }),
    ...(withReasoning && { include: ['reasoning.encrypted_content'] }),
    ...(request.tools.length > 0 && { tools: request.tools.map(toTool) }),
    ...(Object.keys(text).length > 0 && { text }),
    ...parameters,
  };
};
