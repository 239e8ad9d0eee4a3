import type { JsonValue } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import type { ModelEvent, ModelMessage, OfferedTool } from '../model-provider.ts';
import { createDemoProvider } from './demo.provider.ts';

const calculator: OfferedTool = {
  name: 'calculator',
  description: 'Performs arithmetic.',
  inputSchema: { type: 'object' },
};
const user = (text: string): ModelMessage => ({ role: 'user', text });

/** The next turn to these messages. */
const turn = async (messages: ModelMessage[], tools: readonly OfferedTool[] = [calculator]) => {
  const provider = createDemoProvider({ tokensPerSecond: 0 });
  const request = { model: 'demo', instructions: '', messages, tools, parameters: {} };
  const texts = new Map<number, string>();
  const kinds: string[] = [];
  let finish: Extract<ModelEvent, { type: 'finish' }> | undefined;
  for await (const [event] of provider.stream(request, { signal: new AbortController().signal })) {
    if (event?.type === 'block-start') kinds.push(event.kind);
    if (event?.type === 'block-delta') texts.set(event.block, (texts.get(event.block) ?? '') + event.text);
    if (event?.type === 'finish') finish = event;
  }
  return { kinds, texts: [...texts.values()], finish };
};

/** Plays a conversation with a calculator that answers as told; gives thoughts, calls and the answer. */
const play = async (text: string, results: string[]) => {
  const messages = [user(text)];
  const calls: JsonValue[] = [];
  for (let step = 0; ; step += 1) {
    const { kinds, texts } = await turn(messages);
    if (kinds[0] === 'text') return { calls, answer: texts[0] };
    expect(kinds).toEqual(['thinking', 'tool-call']);
    const callArguments: JsonValue = JSON.parse(texts[1] ?? '');
    calls.push(callArguments);
    const callId = String(step);
    messages.push({
      role: 'assistant',
      blocks: [{ type: 'tool-call', callId, tool: 'calculator', arguments: callArguments }],
    });
    const result = results[step] ?? 'Error: none';
    messages.push({
      role: 'tool',
      results: [{ callId, tool: 'calculator', text: result, isError: result.startsWith('Error') }],
    });
  }
};

test('the example of the seed: two calls, then the answer', async () => {
  const { calls, answer } = await play('What is 5 + 10, then multiply by 3?', ['5 + 10 = 15', '15 * 3 = 45']);
  expect(calls).toEqual([
    { operation: 'add', x: 5, y: 10 },
    { operation: 'multiply', x: 15, y: 3 },
  ]);
  expect(answer).toBe('The result is 45.');
});

test.each([
  ['12 divided by 4 and then add 7', ['12 / 4 = 3', '3 + 7 = 10'], 'The result is 10.'],
  ['2 to the power of 8', ['2^8 = 256'], 'The result is 256.'],
  ['subtract 3 from 10', ['10 - 3 = 7'], 'The result is 7.'],
  ['What is 1,000 times 3.5?', ['1000 * 3.5 = 3500'], 'The result is 3500.'],
  ['(3+4)*2', ['(3+4)*2 = 14'], 'The result is 14.'],
  ['What is 5 + 10? And 3 * 4?', ['5 + 10 = 15', '3 * 4 = 12'], 'The results are 15 and 12.'],
])('%s', async (text, results, answer) => {
  const played = await play(text, results);
  expect(played.calls).toHaveLength(results.length);
  expect(played.answer).toBe(answer);
});

test('a refusal of the calculator is told plainly', async () => {
  expect((await play('10 / 0', ['Error: Division by zero.'])).answer).toBe('The calculator refused: Division by zero.');
});

test('what it can’t do it says, and that it is no LLM', async () => {
  const { texts } = await turn([user('Write a poem about 2026-11-21.')]);
  expect(texts[0]).toContain('scripted, not an LLM');
  expect(texts[0]).toContain('calculator: Performs arithmetic.');
  const without = await turn([user('What is 1 + 1?')], []);
  expect(without.texts[0]).toContain('calculator is switched off');
});

test('a thought comes before each call and none before the answer, and an answer can be gone on from', async () => {
  const first = await turn([user('5 + 10, then multiply by 3')]);
  expect(first.texts[0]).toBe('There are 2 calculations. First I need to add 5 and 10.');
  const earlier: ModelMessage = { role: 'assistant', blocks: [{ type: 'text', text: 'The result is 45.' }] };
  const { texts } = await turn([user('9 * 5'), earlier, user('Now divide that by 5')]);
  expect(texts).toEqual(['Going on from 45, I need to divide 45 by 5.', '{"operation":"divide","x":45,"y":5}']);
});

test.each([
  ['Search for steam signals.', 'web_search', { query: 'steam signals' }],
  ['please read the file "notes/a.txt"', 'file_io', { operation: 'read', path: 'notes/a.txt' }],
  ['List files', 'file_io', { operation: 'list', path: '.' }],
  ['list the files in notes', 'file_io', { operation: 'list', path: 'notes' }],
  ['Call count_words with {"text": "a {b}", "most": 3}.', 'count_words', { text: 'a {b}', most: 3 }],
  ['please use the tool clock with {}', 'clock', {}],
])('“%s” is a call of %s, and its result is the answer', async (text, tool, expected) => {
  const offered = { name: tool, description: 'D', inputSchema: { type: 'object' } };
  const { kinds, texts } = await turn([user(text)], [offered]);
  expect(kinds).toEqual(['thinking', 'tool-call']);
  expect(JSON.parse(texts[1] ?? '')).toEqual(expected);
  const call = { type: 'tool-call', callId: 'c', tool, arguments: expected } as const;
  const results = [{ callId: 'c', tool, text: 'found 5 + 5', isError: false }];
  const done: ModelMessage[] = [user(text), { role: 'assistant', blocks: [call] }, { role: 'tool', results }];
  expect(await turn(done, [offered])).toMatchObject({ kinds: ['text'], texts: ['found 5 + 5'] });
  expect((await turn([user(text)])).texts[0]).toContain(`${tool} is not enabled`);
});

test('it greets, and lists its tools when asked for them', async () => {
  expect((await turn([user('Hello!')])).texts[0]).toMatch(/^Hello\. Demo model, scripted, not an LLM\./);
  const { texts } = await turn([user('What tools do you have?')]);
  expect(texts[0]).toBe('Demo model, scripted, not an LLM. My tools are:\ncalculator: Performs arithmetic.');
});

test('the same conversation gets the same turn, and only the newest request counts', async () => {
  const messages = [user('What is 1 + 1?'), user('What is 2 * 3?')];
  const first = await turn(messages);
  expect(await turn(messages)).toEqual(first);
  expect(first.texts[1]).toBe('{"operation":"multiply","x":2,"y":3}');
  expect(first.finish?.usage?.outputReasoning).toBeGreaterThan(0);
});

test('what it says it can do is so: it calls tools and thinks, and takes no schema for its answer', async () => {
  const { models, parameters } = createDemoProvider();
  const capabilities = { tools: true, thinking: true, structuredOutput: false, images: false };
  expect(models?.()).toMatchObject([{ model: 'demo', isScripted: true, capabilities }]);
  expect((await turn([user('What is 1 + 1?')])).kinds).toEqual(['thinking', 'tool-call']);
  const output = { name: 'answer', schema: { type: 'object' } };
  expect(parameters.safeParse({}).success).toBe(true);
  expect(parameters.safeParse({ output }).success).toBe(false);
});

test('an abort stops it in the middle of a word', async () => {
  const controller = new AbortController();
  const request = { model: 'demo', instructions: '', messages: [user('hello')], tools: [], parameters: {} };
  const stream = createDemoProvider({ tokensPerSecond: 1 }).stream(request, { signal: controller.signal });
  const read = (async () => {
    for await (const [event] of stream) if (event?.type === 'block-start') controller.abort(new Error('enough'));
  })();
  await expect(read).rejects.toThrow(/enough|aborted/);
});

test.each(['call x with [1]', 'call x with {"a"}', `call x with ${'{"a":'.repeat(70)}1${'}'.repeat(70)}`])(
  '“%s” names no arguments, and calls nothing',
  async (text) => expect((await turn([user(text)])).kinds).toEqual(['text']),
);

test.each(['1', '1e', '1+', '1 ', '(-1', 'sqrt(', '1.', ' ', 'add 1 ', '9-', 'call a with {'])(
  'a hostile message of “%s” over and over is answered as any other',
  async (piece) => {
    const { kinds } = await turn([user(`${piece.repeat(250_000 / piece.length)}a`)]);
    expect(kinds.length).toBeGreaterThan(0);
  },
);
