import type { WireAnswer, WireFrames } from './wire-answer.ts';

const chunk = (rest: object): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'test-1', ...rest })}\n\n`;

const delta = (part: object, finish_reason: string | null = null): string =>
  chunk({ choices: [{ index: 0, delta: part, logprobs: null, finish_reason }] });

/** An answer in the format of Chat Completions. */
export const writeOpenaiCompatible = (answer: WireAnswer): WireFrames => {
  const { thought, text = [], calls = [], finish, hasUsage = true } = answer;
  const body: string[] = [];
  if (thought) body.push(delta({ reasoning_content: thought.text }));
  for (const content of text) body.push(delta({ content }));
  for (const [index, { id, tool, pieces }] of calls.entries()) {
    const start = { index, ...(id !== null && { id }), type: 'function', function: { name: tool, arguments: '' } };
    body.push(delta({ tool_calls: [start] }));
    for (const piece of pieces) body.push(delta({ tool_calls: [{ index, function: { arguments: piece } }] }));
  }
  const usage = { prompt_tokens: 10, completion_tokens: 7, total_tokens: 17 };
  return {
    head: [delta({ role: 'assistant', content: '' })],
    body,
    tail: [
      delta({}, finish ?? (calls.length > 0 ? 'tool_calls' : 'stop')),
      ...(hasUsage ? [chunk({ choices: [], usage })] : []),
      'data: [DONE]\n\n',
    ],
  };
};
