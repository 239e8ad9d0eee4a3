import type { WireAnswer, WireCall, WireFrames } from './wire-answer.ts';

interface WireItem {
  /** As it is when it begins, and when it is whole. */
  readonly start: object;
  readonly whole: object;
  readonly deltas: readonly (readonly [type: string, rest: object])[];
}

const frame = (type: string, rest: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;

const toReasoning = ({ text, state }: NonNullable<WireAnswer['thought']>): WireItem => {
  const start = { id: 'rs_1', type: 'reasoning', summary: [] };
  const part = { item_id: 'rs_1', summary_index: 0 };
  return {
    start,
    whole: { ...start, summary: [{ type: 'summary_text', text }], encrypted_content: state },
    deltas: [
      ['reasoning_summary_part.added', { ...part, part: { type: 'summary_text', text: '' } }],
      ['reasoning_summary_text.delta', { ...part, delta: text }],
      ['reasoning_summary_text.done', { ...part, text }],
    ],
  };
};

const toMessage = (pieces: readonly string[]): WireItem => {
  const start = { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] };
  const place = { item_id: 'msg_1', content_index: 0 };
  const part = { type: 'output_text', text: '', annotations: [] };
  return {
    start,
    whole: { ...start, status: 'completed', content: [{ ...part, text: pieces.join('') }] },
    deltas: [
      ['content_part.added', { ...place, part }],
      ...pieces.map((delta) => ['output_text.delta', { ...place, delta, logprobs: [] }] as const),
      ['output_text.done', { ...place, text: pieces.join(''), logprobs: [] }],
    ],
  };
};

const toCall = ({ id, tool, pieces }: WireCall, index: number): WireItem => {
  const start = { id: `fc_${index}`, type: 'function_call', ...(id !== null && { call_id: id }), name: tool };
  const place = { item_id: start.id };
  return {
    start: { ...start, status: 'in_progress', arguments: '' },
    whole: { ...start, status: 'completed', arguments: pieces.join('') },
    deltas: [
      ...pieces.map((delta) => ['function_call_arguments.delta', { ...place, delta }] as const),
      ['function_call_arguments.done', { ...place, arguments: pieces.join('') }],
    ],
  };
};

/** An answer in the format of the Responses API. A finish in the vendor's words is why it is incomplete. */
export const writeOpenai = ({ thought, text, calls = [], finish, hasUsage = true }: WireAnswer): WireFrames => {
  const items = [...(thought ? [toReasoning(thought)] : []), ...(text ? [toMessage(text)] : []), ...calls.map(toCall)];
  const response = { id: 'resp_1', object: 'response', created_at: 1, model: 'test-1', output: [] };
  const started = { response: { ...response, status: 'in_progress' } };
  const status = finish === undefined ? 'completed' : 'incomplete';
  const end = {
    ...response,
    status,
    incomplete_details: finish === undefined ? null : { reason: finish },
    output: items.map(({ whole }) => whole),
    usage: hasUsage ? { input_tokens: 10, output_tokens: 7, total_tokens: 17 } : null,
  };
  return {
    head: [frame('response.created', started), frame('response.in_progress', started)],
    body: items.flatMap(({ start, whole, deltas }, output_index) => [
      frame('response.output_item.added', { output_index, item: start }),
      ...deltas.map(([type, rest]) => frame(`response.${type}`, { output_index, ...rest })),
      frame('response.output_item.done', { output_index, item: whole }),
    ]),
    tail: [frame(`response.${status}`, { response: end })],
  };
};
