import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ModelMessage, ModelProvider, OfferedTool } from '../model-provider.ts';
import { toWireCallId } from '../to-wire-call-id.ts';
import { callsOf, collectAnswer, textOf } from './collect-answer.ts';
import { type ConformanceSubject, toRequest } from './conformance-subject.ts';
import { describeBasics, question, questionCall } from './describe-basics.ts';

const add: OfferedTool = {
  name: 'add',
  description: 'Adds two numbers.',
  inputSchema: {
    type: 'object',
    properties: { x: { type: 'number' }, y: { type: 'number' } },
    required: ['x', 'y'],
    additionalProperties: false,
  },
};

const ask = (text: string): readonly ModelMessage[] => [{ role: 'user', text }];

/** In every vendor's words. */
const usage = {
  prompt_tokens: 11,
  completion_tokens: 7,
  total_tokens: 18,
  input_tokens: 11,
  output_tokens: 7,
  promptTokenCount: 11,
  candidatesTokenCount: 7,
  totalTokenCount: 18,
};

const addFixtures = (mock: LLMock): void => {
  mock.onMessage('greet', { content: 'Grüße, 世界! 🚦', usage });
  mock.onMessage('ponder', { content: 'It is 4.', reasoning: 'Two and two.', reasoningSignature: 'c2lnbg==' });
  mock.onMessage('as JSON', { content: '{"sum":4}' });
  mock.on(
    { userMessage: 'add twice', hasToolResult: false },
    {
      toolCalls: [
        { name: 'add', arguments: '{"x":1,"y":2}' },
        { name: 'add', arguments: '{"x":3,"y":4}' },
      ],
    },
  );
  mock.on({ userMessage: question, hasToolResult: false }, { toolCalls: [questionCall] });
  mock.on({ hasToolResult: true }, { content: 'They are 3 and 7.' });
};

const describeTools = (subject: ConformanceSubject, open: () => ModelProvider): void => {
  it('asks for two tools at once', async () => {
    const answer = await collectAnswer(open(), toRequest(subject, { messages: ask('add twice'), tools: [add] }));
    expect(callsOf(answer)).toEqual([
      ['add', { x: 1, y: 2 }],
      ['add', { x: 3, y: 4 }],
    ]);
    expect(answer.finish.reason).toBe('tool-calls');
  });

  it('goes on from the results of tools', async () => {
    // longer than any vendor takes, and with a dot
    const callIds = ['0198c1f2-run-with-a-long-id-0123456789abcdef-0123456789abcdef.4', '0198c1f2.5'] as const;
    const messages: ModelMessage[] = [
      ...ask('add twice'),
      {
        role: 'assistant',
        blocks: callIds.map((callId) => ({ type: 'tool-call', callId, tool: 'add', arguments: { x: 1, y: 2 } })),
      },
      {
        role: 'tool',
        results: [
          { callId: callIds[0], tool: 'add', text: '3', isError: false },
          { callId: callIds[1], tool: 'add', text: 'Out of numbers.', isError: true },
        ],
      },
    ];
    const answer = await collectAnswer(open(), toRequest(subject, { messages, tools: [add] }));
    expect(textOf(answer, 'text')).toBe('They are 3 and 7.');
    expect(new Set(callIds.map(toWireCallId)).size).toBe(2);
  });
};

/** Whole answers of the mock server. */
export const describeAnswers = (subject: ConformanceSubject): void => {
  describe('whole answers', () => {
    const mock = new LLMock({ port: 0, chunkSize: 5 });
    const sent: string[] = [];
    let provider: ModelProvider;

    beforeAll(async () => {
      addFixtures(mock);
      await mock.start();
      const baseUrl = mock.url + subject.basePath;
      const record: typeof globalThis.fetch = (input, init) => {
        if (typeof init?.body === 'string') sent.push(init.body);
        return fetch(input, init);
      };
      provider = subject.create({ apiKey: 'key-of-the-test', baseUrl, fetch: record });
    });
    afterAll(() => mock.stop());

    it('tells text, usage and which model answered', async () => {
      const answer = await collectAnswer(provider, toRequest(subject, { messages: ask('greet') }));
      expect(textOf(answer, 'text')).toBe('Grüße, 世界! 🚦');
      expect(answer.finish.reason).toBe('stop');
      expect(answer.finish.usage).toMatchObject({ inputFresh: 11, outputText: 7 });
      expect(answer.finish.rawUsage).toBeTypeOf('object');
      expect(answer.finish.model).toBe(subject.mockOmitsModel === true ? undefined : subject.model);
    });

    it('tells thoughts before the text', async () => {
      const parameters = subject.thinkingParameters ?? {};
      const answer = await collectAnswer(provider, toRequest(subject, { messages: ask('ponder'), parameters }));
      expect(answer.blocks.map(({ kind, text }) => [kind, text])).toEqual([
        ['thinking', 'Two and two.'],
        ['text', 'It is 4.'],
      ]);
    });

    it('answers as JSON of a schema', async () => {
      const parameters = { output: { name: 'sum', schema: { type: 'object', description: 'A sum.' } } };
      const request = toRequest(subject, { messages: ask('as JSON'), parameters });
      expect(provider.parameters.parse(parameters)).toEqual(parameters);
      expect(JSON.parse(textOf(await collectAnswer(provider, request), 'text'))).toEqual({ sum: 4 });
      expect(sent.at(-1)).toContain('"description":"A sum."');
    });

    describeBasics(subject.name, () => ({ provider, model: subject.model }));
    describeTools(subject, () => provider);
  });
};
