import type { WireAnswer, WireCall, WireFrames } from './wire-answer.ts';

const frame = (event: { readonly type: string; readonly [key: string]: unknown }): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

const block = (index: number, content: object, deltas: readonly object[]): string[] => [
  frame({ type: 'content_block_start', index, content_block: content }),
  ...deltas.map((delta) => frame({ type: 'content_block_delta', index, delta })),
  frame({ type: 'content_block_stop', index }),
];

const callBlock = ({ id, tool, pieces }: WireCall, index: number): string[] =>
  block(
    index,
    { type: 'tool_use', ...(id !== null && { id }), name: tool, input: {} },
    pieces.map((partial_json) => ({ type: 'input_json_delta', partial_json })),
  );

/** An answer in the format of the Messages API. */
export const writeAnthropic = ({ thought, text, calls = [], finish, hasUsage = true }: WireAnswer): WireFrames => {
  const body: string[] = [];
  let index = 0;
  if (thought) {
    const { text: thinking, state: signature } = thought;
    body.push(
      ...block(index, { type: 'thinking', thinking: '', signature: '' }, [
        { type: 'thinking_delta', thinking },
        { type: 'signature_delta', signature },
      ]),
    );
    index += 1;
  }
  if (text) {
    body.push(
      ...block(
        index,
        { type: 'text', text: '' },
        text.map((piece) => ({ type: 'text_delta', text: piece })),
      ),
    );
    index += 1;
  }
  for (const [place, call] of calls.entries()) body.push(...callBlock(call, index + place));
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-test-1',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    ...(hasUsage && { usage: { input_tokens: 10, output_tokens: 1 } }),
  };
  const stop_reason = finish ?? (calls.length > 0 ? 'tool_use' : 'end_turn');
  const end = { delta: { stop_reason, stop_sequence: null }, ...(hasUsage && { usage: { output_tokens: 7 } }) };
  return {
    head: [frame({ type: 'message_start', message }), frame({ type: 'ping' })],
    body,
    tail: [frame({ type: 'message_delta', ...end }), frame({ type: 'message_stop' })],
  };
};
