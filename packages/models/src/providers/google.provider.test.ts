import { GoogleGenAI } from '@google/genai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { answerArbitrary } from '../conformance/answer.arbitrary.ts';
import { collectError, foldEvents, textOf } from '../conformance/collect-answer.ts';
import { describeProviderConformance } from '../conformance/describe-provider-conformance.ts';
import { toWireText } from '../conformance/wire-answer.ts';
import { writeGoogle } from '../conformance/write-google.ts';
import type { ModelEvent, ModelMessage, ModelRequest } from '../model-provider.ts';
import { toWireCallId } from '../to-wire-call-id.ts';
import { toGoogleUsage } from './google-usage.ts';
import { createGoogleProvider } from './google.provider.ts';

const hello: readonly ModelMessage[] = [{ role: 'user', text: 'Hi' }];

const request = (messages: readonly ModelMessage[], rest: Partial<ModelRequest> = {}): ModelRequest => ({
  model: 'gemini-3-pro',
  instructions: 'Be brief.',
  messages,
  tools: [{ name: 'add', description: 'Adds.', inputSchema: { type: 'object' } }],
  parameters: {},
  ...rest,
});

const toWire = (chunks: readonly object[]): string =>
  chunks
    .map((chunk) => `data: ${JSON.stringify({ responseId: 'r1', modelVersion: 'gemini-3-pro-002', ...chunk })}\r\n\r\n`)
    .join('');

const says = (...parts: object[]) => ({ candidates: [{ content: { role: 'model', parts }, index: 0 }] });
const ends = (finishReason: string, usageMetadata?: object) => ({
  candidates: [{ content: { role: 'model' }, finishReason, index: 0 }],
  usageMetadata,
});

interface Body {
  readonly contents: { role: string; parts: { thoughtSignature?: string }[] }[];
  readonly generationConfig?: object;
}

/** A server that answers everything with the same stream, and keeps what it was asked. */
const serve = (wire: string) => {
  const asked: { url: string; headers: Headers; body: Body }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const sent = new Request(input, init);
    asked.push({ url: sent.url, headers: sent.headers, body: JSON.parse(await sent.text()) });
    return new Response(wire, { headers: { 'content-type': 'text/event-stream' } });
  };
  return { asked, fetch };
};

const run = async (wire: string, asks = request(hello), apiKey: string | null = 'key-test') => {
  const { asked, fetch } = serve(wire);
  const provider = createGoogleProvider({ connection: { apiKey, baseUrl: null, fetch } });
  const events: ModelEvent[] = [];
  for await (const batch of provider.stream(asks, { signal: new AbortController().signal })) events.push(...batch);
  return { events, asked };
};

const usage = {
  promptTokenCount: 1000,
  cachedContentTokenCount: 300,
  candidatesTokenCount: 50,
  thoughtsTokenCount: 400,
  toolUsePromptTokenCount: 25,
  totalTokenCount: 1475,
};

const turn = toWire([
  says({ text: 'Two sums', thought: true }),
  says({ text: ' to make.', thought: true }),
  says({ text: 'Adding 🧮' }),
  says({ text: ' twice.' }),
  says(
    { functionCall: { name: 'add', args: { a: 1 } }, thoughtSignature: 'c2lnbg==' },
    { functionCall: { id: '', name: 'add' } },
  ),
  ends('STOP', usage),
]);

/** Our answer to the wire, and what the SDK's own iterator yields of it. */
const readBoth = async (wire: string) => {
  const httpOptions = { baseUrl: 'http://google.test', fetch: serve(wire).fetch };
  const client = new GoogleGenAI({ apiKey: 'key-test', vertexai: false, httpOptions });
  const theirs = { thought: '', text: '', calls: [] as unknown[] };
  for await (const chunk of await client.models.generateContentStream({ model: 'gemini-3-pro', contents: 'Hi' })) {
    for (const { thought, text, functionCall } of chunk.candidates?.[0]?.content?.parts ?? []) {
      theirs[thought ? 'thought' : 'text'] += text ?? '';
      if (functionCall) theirs.calls.push([functionCall.id || null, functionCall.name, functionCall.args ?? {}]);
    }
  }
  const answer = foldEvents((await run(wire)).events);
  const calls = answer.blocks.filter(({ kind }) => kind === 'tool-call');
  const ours = {
    thought: textOf(answer, 'thinking'),
    text: textOf(answer, 'text'),
    calls: calls.map(({ callId, tool, text }) => [callId, tool, JSON.parse(text)]),
  };
  return { ours, theirs };
};

describe('usage of Google', () => {
  it('counts thoughts beside the candidates and the prompts of tools beside the prompt', () => {
    expect(toGoogleUsage(usage)).toEqual({
      usage: {
        inputFresh: 700,
        inputCacheRead: 300,
        inputCacheWrite5m: 0,
        inputCacheWrite1h: 0,
        inputToolUse: 25,
        outputText: 50,
        outputReasoning: 400,
      },
      rawUsage: usage,
    });
  });

  it('is as much as the total told', () => {
    const buckets = Object.values(toGoogleUsage(usage)?.usage ?? {});
    expect(buckets.reduce((sum, tokens) => sum + tokens, 0)).toBe(usage.totalTokenCount);
  });
});

describe('a turn of Google', () => {
  it('arrives as blocks in order, signatures with their calls', async () => {
    const { events } = await run(turn);
    expect(events).toEqual([
      { type: 'block-start', block: 0, kind: 'thinking' },
      { type: 'block-delta', block: 0, text: 'Two sums' },
      { type: 'block-delta', block: 0, text: ' to make.' },
      { type: 'block-end', block: 0 },
      { type: 'block-start', block: 1, kind: 'text' },
      { type: 'block-delta', block: 1, text: 'Adding 🧮' },
      { type: 'block-delta', block: 1, text: ' twice.' },
      { type: 'block-end', block: 1 },
      { type: 'block-start', block: 2, kind: 'tool-call', callId: null, tool: 'add' },
      { type: 'block-delta', block: 2, text: '{"a":1}' },
      { type: 'block-end', block: 2, opaque: { issuer: 'google', data: { thoughtSignature: 'c2lnbg==' } } },
      { type: 'block-start', block: 3, kind: 'tool-call', callId: null, tool: 'add' },
      { type: 'block-delta', block: 3, text: '{}' },
      { type: 'block-end', block: 3 },
      {
        type: 'finish',
        reason: 'tool-calls',
        usage: toGoogleUsage(usage)?.usage,
        rawUsage: usage,
        responseId: 'r1',
        model: 'gemini-3-pro-002',
      },
    ]);
  });

  it('says what the SDK’s own stream says', async () => {
    const { ours, theirs } = await readBoth(turn);
    expect(ours).toEqual(theirs);
  });

  it('says what the SDK’s own stream says, whatever the answer', async () => {
    await fc.assert(
      fc.asyncProperty(answerArbitrary, async (said) => {
        const { ours, theirs } = await readBoth(toWireText(writeGoogle(said)));
        expect(ours).toEqual(theirs);
      }),
    );
  });

  it('keeps a signature that comes alone with the text before it', async () => {
    const { events } = await run(
      toWire([says({ text: 'Yes' }), says({ text: '', thoughtSignature: 'YQ==' }), ends('STOP')]),
    );
    expect(events.slice(0, -1)).toEqual([
      { type: 'block-start', block: 0, kind: 'text' },
      { type: 'block-delta', block: 0, text: 'Yes' },
      { type: 'block-end', block: 0, opaque: { issuer: 'google', data: { thoughtSignature: 'YQ==' } } },
    ]);
  });
});

describe('a history for Google', () => {
  const signed = { issuer: 'google', data: { thoughtSignature: 'YQ==' } };
  const calls = [
    { type: 'tool-call' as const, callId: 'run.4', tool: 'add', arguments: { a: 1 } },
    { type: 'tool-call' as const, callId: 'run.5', tool: 'add', arguments: 'no JSON' },
  ];
  const results: ModelMessage = {
    role: 'tool',
    results: [
      { callId: 'run.4', tool: 'add', text: '3', isError: false },
      { callId: 'run.5', tool: 'add', text: 'no number', isError: true },
    ],
  };

  it('has signatures where they came, and results by id and name', async () => {
    const blocks = [
      { type: 'text' as const, text: 'Adding.', opaque: signed },
      ...calls.map((call, index) => (index === 0 ? { ...call, opaque: signed } : call)),
    ];
    const { asked } = await run(turn, request([...hello, { role: 'assistant', blocks }, results]));
    expect(asked[0]?.url).toBe(
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse',
    );
    expect(asked[0]?.headers.get('x-goog-api-key')).toBe('key-test');
    expect(asked[0]?.body).toEqual({
      systemInstruction: { role: 'user', parts: [{ text: 'Be brief.' }] },
      tools: [
        { functionDeclarations: [{ name: 'add', description: 'Adds.', parametersJsonSchema: { type: 'object' } }] },
      ],
      generationConfig: { thinkingConfig: { includeThoughts: true } },
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }] },
        {
          role: 'model',
          parts: [
            { text: 'Adding.', thoughtSignature: 'YQ==' },
            { functionCall: { id: toWireCallId('run.4'), name: 'add', args: { a: 1 } }, thoughtSignature: 'YQ==' },
            { functionCall: { id: toWireCallId('run.5'), name: 'add', args: { text: 'no JSON' } } },
          ],
        },
        {
          role: 'user',
          parts: [
            { functionResponse: { id: toWireCallId('run.4'), name: 'add', response: { output: '3' } } },
            { functionResponse: { id: toWireCallId('run.5'), name: 'add', response: { error: 'no number' } } },
          ],
        },
      ],
    });
  });

  it('marks the calls of other models as such, where signatures are required', async () => {
    const messages: ModelMessage[] = [...hello, { role: 'assistant', blocks: calls }, results];
    const partsFor = async (model: string) =>
      (await run(turn, request(messages, { model }))).asked[0]?.body.contents[1]?.parts;
    expect((await partsFor('gemini-3-pro'))?.map((part) => part.thoughtSignature)).toEqual([
      'skip_thought_signature_validator',
      undefined,
    ]);
    expect((await partsFor('gemini-2.5-flash'))?.map((part) => part.thoughtSignature)).toEqual([undefined, undefined]);
  });

  it('begins with a user, whatever was left out', async () => {
    const { asked } = await run(turn, request([{ role: 'assistant', blocks: calls }, results, ...hello]));
    expect(asked[0]?.body.contents.map(({ role }) => role)).toEqual(['user', 'model', 'user', 'user']);
  });
});

describe('parameters of Google', () => {
  it('go where the API takes them', async () => {
    const schema = { type: 'object', properties: { sum: { type: 'number' } } };
    const parameters = {
      maxOutputTokens: 500,
      temperature: 0.5,
      thinkingConfig: { thinkingLevel: 'LOW' },
      safety: { harassment: 'BLOCK_NONE' },
      output: { name: 'sum', schema },
    };
    const { asked } = await run(turn, request(hello, { parameters }));
    expect(asked[0]?.body).toMatchObject({
      generationConfig: {
        maxOutputTokens: 500,
        temperature: 0.5,
        thinkingConfig: { thinkingLevel: 'LOW', includeThoughts: true },
        responseMimeType: 'application/json',
        responseJsonSchema: schema,
      },
      safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
    });
  });

  it('are refused when the API has none such or they are out of bounds', () => {
    const { parameters } = createGoogleProvider({ connection: { apiKey: null, baseUrl: null, fetch } });
    expect(parameters.safeParse({ topK: 40, thinkingConfig: { thinkingBudget: -1 } }).success).toBe(true);
    expect(parameters.safeParse({ thinkingConfig: { thinkingBudget: 1, thinkingLevel: 'LOW' } }).success).toBe(false);
    expect(parameters.safeParse({ topP: 2 }).success).toBe(false);
    expect(parameters.safeParse({ max_tokens: 5 }).success).toBe(false);
  });

  it('ask a model that does not think for no thoughts', async () => {
    const { asked } = await run(turn, request(hello, { model: 'gemini-2.0-flash' }));
    expect(asked[0]?.body.generationConfig).not.toHaveProperty('thinkingConfig');
  });

  it('of a server without a key are sent without one', async () => {
    const { asked } = await run(turn, request(hello), null);
    expect(asked[0]?.headers.has('x-goog-api-key')).toBe(false);
  });
});

describe('the end of an answer of Google', () => {
  it.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['CONTINUATION', 'length'],
    ['SAFETY', 'filter'],
    ['RECITATION', 'filter'],
    ['INVENTED', 'stop'],
  ])('by %s is %s', async (told, reason) => {
    const { events } = await run(toWire([says({ text: 'Well' }), ends(told)]));
    expect(events.at(-1)).toEqual({ type: 'finish', reason, usage: null, responseId: 'r1', model: 'gemini-3-pro-002' });
  });

  it.each([
    [[says({ text: 'Well' })], 'protocol'],
    [[{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }], 'filter'],
    [[ends('MALFORMED_FUNCTION_CALL')], 'protocol'],
    [
      [says({ text: 'Well' }), { error: { code: 503, status: 'UNAVAILABLE', message: 'The model is overloaded.' } }],
      'overloaded',
    ],
    [[{ error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Too many requests.' } }], 'rate-limit'],
    [[{ candidates: 'none' }], 'protocol'],
  ])('of %j is the error %s', async (chunks, kind) => {
    await expect(run(toWire(chunks))).rejects.toMatchObject({ name: 'ModelError', kind });
  });
});

describe('a refusal by Google', () => {
  const retry = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '27s' };
  it.each<[number, string, string, object]>([
    [400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', { kind: 'auth' }],
    [
      400,
      'INVALID_ARGUMENT',
      'The input token count (9) exceeds the maximum number of tokens allowed (8).',
      { kind: 'context' },
    ],
    [400, 'INVALID_ARGUMENT', 'Unknown name "x".', { kind: 'invalid' }],
    [404, 'NOT_FOUND', 'models/none is not found.', { kind: 'invalid' }],
    [429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', { kind: 'rate-limit', retryAfterMs: 27_000 }],
    [503, 'UNAVAILABLE', 'The model is overloaded.', { kind: 'overloaded' }],
  ])('of %i %s (%s) is the error %o', async (code, ...[status, message, expected]) => {
    const fetch = async () => Response.json({ error: { code, status, message, details: [retry] } }, { status: code });
    const provider = createGoogleProvider({ connection: { apiKey: 'key-test', baseUrl: null, fetch } });
    expect(await collectError(provider, request(hello))).toMatchObject({ name: 'ModelError', ...expected });
  });
});

describeProviderConformance({
  name: 'google',
  create: (connection) => createGoogleProvider({ connection }),
  model: 'gemini-3-pro',
  basePath: '',
  frames: writeGoogle,
  toEcho: ({ state }) => state,
  mockOmitsModel: true,
});
