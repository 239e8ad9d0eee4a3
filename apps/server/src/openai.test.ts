import { RunDetail } from '@signalbox/contracts';
import OpenAI, { APIError, AuthenticationError, BadRequestError, NotFoundError, RateLimitError } from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { openWiredServer, type WiredServer } from './testing/open-wired-server.ts';
import { refuseWith } from './testing/start-vendor-wires.ts';
import { vendors } from './testing/vendors.ts';

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;
type Failure = {
  status: number | undefined;
  code: string | null | undefined;
  param: string | null | undefined;
  message: string;
};

const example = 'What is 5 + 10, then multiply by 3?';
const ask = (content: string, model = 'assistant'): Body => ({ model, messages: [{ role: 'user', content }] });
/** What answers have beside OpenAI's own. */
const Ours = z.object({ run_id: z.string(), conversation_id: z.string() });
const Thoughts = z.object({ reasoning_content: z.string().optional() });

let server: WiredServer;
let client: OpenAI;
beforeAll(async () => {
  server = await openWiredServer();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: server.key });
}, 30_000);
afterAll(() => server.close());

const failureOf = async (call: Promise<unknown>): Promise<Failure & { readonly error: APIError }> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof APIError)) throw new Error('it did not fail as OpenAI’s clients know it', { cause: error });
  const { status, code, param, message } = error;
  return { error, status, code, param, message };
};
const refuse = (change: object) => failureOf(client.chat.completions.create({ ...ask('Hi'), ...change }));

/** Reads a stream to its end. */
const readStream = async (body: Body, options: { readonly include_usage?: boolean } = {}) => {
  const chunks: OpenAI.ChatCompletionChunk[] = [];
  const stream = await client.chat.completions.create({ ...body, stream: true, stream_options: options });
  for await (const chunk of stream) chunks.push(chunk);
  const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
  return {
    chunks,
    content: deltas.map(({ content }) => content ?? '').join(''),
    thoughts: deltas.map((delta) => Thoughts.parse(delta).reasoning_content ?? '').join(''),
    finish: chunks.flatMap(({ choices }) => choices.flatMap((choice) => choice.finish_reason ?? [])),
  };
};
const countRuns = async (): Promise<number> => {
  const Page = z.object({ items: z.array(z.unknown()) });
  return (await server.query('runs.list', { limit: 100 }, Page)).items.length;
};

describe('on the demo model', () => {
  test('an answer is a completion, whose usage is that of all calls of the run', async () => {
    const completion = await client.chat.completions.create(ask(example));
    expect(completion).toMatchObject({
      object: 'chat.completion',
      model: 'assistant',
      choices: [{ index: 0, message: { role: 'assistant', content: 'The result is 45.' }, finish_reason: 'stop' }],
    });
    const { run_id: runId } = Ours.parse(completion);
    const run = await server.getRun(runId);
    expect(completion.id).toBe(`chatcmpl-${runId}`);
    expect(completion.usage).toMatchObject({
      prompt_tokens: run.inputTokens,
      completion_tokens: run.outputTokens,
      total_tokens: run.inputTokens + run.outputTokens,
    });
  });

  test('a stream has the role first, the same answer in pieces, and the usage last when it is wanted', async () => {
    const whole = await client.chat.completions.create(ask(example));
    const streamed = await readStream(ask(example), { include_usage: true });
    expect(streamed.content).toBe('The result is 45.');
    expect(streamed.thoughts).toBe(Thoughts.parse(whole.choices[0]?.message).reasoning_content);
    expect(streamed.finish).toEqual(['stop']);
    expect(streamed.chunks[0]).toMatchObject({
      object: 'chat.completion.chunk',
      choices: [{ delta: { role: 'assistant' } }],
    });
    expect(streamed.chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage });
    const without = await readStream(ask(example));
    expect(without.chunks.every((chunk) => !('usage' in chunk))).toBe(true);
  });

  test('agents are the models, and a version of one is one too', async () => {
    await server.addAgent('helper', []);
    const ids: string[] = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids.toSorted()).toEqual(['assistant', 'bare-model', 'helper']);
    expect(await client.models.retrieve('helper@1')).toMatchObject({ id: 'helper@1', object: 'model' });
    const { choices } = await client.chat.completions.create(ask('What is 1 + 1?', 'helper@1'));
    expect(choices[0]?.message.content).toBe('The result is 2.');
    for (const model of ['gpt-4o', 'openai/gpt 4', 'helper@2']) {
      const unknown = { status: 404, code: 'model_not_found', param: 'model' };
      expect(await failureOf(client.chat.completions.create(ask('Hi', model)))).toMatchObject(unknown);
      expect((await failureOf(client.models.retrieve(model))).error).toBeInstanceOf(NotFoundError);
    }
  });

  test('what was said earlier stands in the request, and an answer can be sent back as it came', async () => {
    const first = await client.chat.completions.create(ask('What is 5 + 10?'));
    const message = first.choices[0]?.message;
    if (!message) throw new Error('there is no answer');
    const messages: Body['messages'] = [
      { role: 'system', content: 'Be kind.' },
      ...ask('What is 5 + 10?').messages,
      message,
      { role: 'user', content: [{ type: 'text', text: 'Thank you.' }] },
    ];
    const { run_id: runId } = Ours.parse(await client.chat.completions.create({ model: 'assistant', messages }));
    const [request] = (await server.getRun(runId)).events;
    expect(request).toMatchObject({
      payload: {
        text: 'What was said before this request:\n\nSystem: Be kind.\n\nUser: What is 5 + 10?\n\nAssistant: The result is 15.\n\nThe request:\n\nThank you.',
      },
    });
  });

  test('a request that is named begins one run, however often it is sent', async () => {
    const headers = { 'Idempotency-Key': 'invoice 7' };
    const first = Ours.parse(await client.chat.completions.create(ask('What is 5 + 10?'), { headers }));
    expect(Ours.parse(await client.chat.completions.create(ask('What is 5 + 10?'), { headers }))).toEqual(first);
    const other = await failureOf(client.chat.completions.create(ask('What is 2 + 2?'), { headers, maxRetries: 0 }));
    expect(other).toMatchObject({ status: 409 });
  });

  test('a conversation goes on by its id, with the new request alone', async () => {
    const first = Ours.parse(await client.chat.completions.create(ask('What is 5 + 10?')));
    const metadata = { conversation_id: first.conversation_id };
    const second = await client.chat.completions.create({ ...ask('now multiply it by 2'), metadata });
    expect(second.choices[0]?.message.content).toBe('The result is 30.');
    const { run_id: runId, conversation_id: conversationId } = Ours.parse(second);
    expect(conversationId).toBe(first.conversation_id);
    expect((await server.getRun(runId)).previousRunId).toBe(first.run_id);
    const messages = [...ask('a').messages, ...ask('b').messages];
    expect(await refuse({ messages, metadata })).toMatchObject({ status: 400, param: 'messages' });
  });
});

describe('what an agent can’t do is refused by name', () => {
  const userMessage = (content: unknown) => [{ role: 'user', content }];
  const weather = { type: 'function', function: { name: 'weather', parameters: {} } };
  test.each<[string, object, string]>([
    ['tools', { tools: [weather] }, 'own tools'],
    ['tool_choice', { tool_choice: 'auto' }, 'own tools'],
    ['n', { n: 2 }, 'one answer'],
    ['temperature', { temperature: 1 }, 'is not taken by Demo'],
    ['max_tokens', { model: 'assistant', max_tokens: 5 }, 'is not taken by Demo'],
    ['metadata.other', { metadata: { other: 'x' } }, 'not a known field'],
    ['messages.0.role', { messages: [{ role: 'tool', content: 'x', tool_call_id: 'y' }] }, 'own tools'],
    ['messages.0.content', { messages: userMessage([{ type: 'image_url', image_url: { url: 'x' } }]) }, 'images'],
    ['messages', { messages: [{ role: 'assistant', content: 'x' }] }, 'role user'],
    ['messages', { messages: userMessage(' ') }, 'must not be empty'],
    ['messages', { messages: [] }, '>=1'],
    ['variables.name', { variables: { name: 'x' } }, 'no variable'],
    ['metadata.conversation_id', { metadata: { conversation_id: 'x' } }, 'UUID'],
  ])('%s', async (param, change, rule) => {
    const before = await countRuns();
    const failure = await refuse(change);
    expect(failure.error).toBeInstanceOf(BadRequestError);
    expect(failure.error.type).toBe('invalid_request_error');
    expect(failure).toMatchObject({ param, code: 'request.invalid' });
    expect(failure.message).toContain(rule);
    expect(await countRuns()).toBe(before);
  });

  test('a key that is none, one that may not run agents, one over its limit, and a route that is none', async () => {
    const Created = z.object({ result: z.object({ data: z.object({ key: z.string() }) }) });
    const createKey = async (input: object) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.key}` };
      const init = { method: 'POST', headers, body: JSON.stringify(input) };
      return Created.parse(await (await fetch(`${server.url}/trpc/apiKeys.create`, init)).json()).result.data.key;
    };
    const failWith = (apiKey: string) =>
      failureOf(client.withOptions({ apiKey, maxRetries: 0 }).chat.completions.create(ask('Hi')));
    const unknown = await failWith('wrong');
    expect(unknown.error).toBeInstanceOf(AuthenticationError);
    expect(unknown.code).toBe('invalid_api_key');
    const reader = await createKey({ name: 'reader', scopes: ['read'] });
    expect(await failWith(reader)).toMatchObject({ status: 403, code: 'auth.forbidden' });
    const slow = await createKey({ name: 'slow', scopes: ['run'], requestsPerMinute: 1 });
    await client.withOptions({ apiKey: slow }).chat.completions.create(ask('Hi'));
    const limited = await failWith(slow);
    expect(limited.error).toBeInstanceOf(RateLimitError);
    expect(limited.code).toBe('rate_limit_exceeded');
    expect(Number(limited.error.headers?.get('retry-after'))).toBeGreaterThan(0);
    const missing = await failureOf(client.embeddings.create({ model: 'assistant', input: 'x' }));
    expect(missing).toMatchObject({ status: 404, code: 'request.not-found' });
  });
});

describe.each(vendors.map((vendor) => [vendor.name, vendor] as const))('on %s', (name, vendor) => {
  const model = `on-${name}`;
  const calling = { calls: [{ id: 'call_1', tool: 'calculator', pieces: ['{"operation":"add",', '"x":5,"y":10}'] }] };
  beforeAll(() => server.addAgent(model, [{ provider: name, model: vendor.model, parameters: {} }]));

  test('texts before tool calls and the answer are the content, streamed or not', async () => {
    const answers = [{ text: ['I ', 'add.'], ...calling }, { text: ['It is ', '15.'] }];
    server.wires.will(vendor, ...answers);
    const whole = await client.chat.completions.create(ask('Add 5 and 10.', model));
    expect(whole.choices[0]?.message.content).toBe('I add.\n\nIt is 15.');
    expect(whole.usage?.prompt_tokens).toBeGreaterThan(0);
    server.wires.will(vendor, ...answers);
    const streamed = await readStream(ask('Add 5 and 10.', model), { include_usage: true });
    expect(streamed).toMatchObject({ content: 'I add.\n\nIt is 15.', finish: ['stop'] });
    expect(streamed.chunks.at(-1)?.usage).toEqual(whole.usage);
  });

  test('JSON of a schema is the answer alone, streamed or not', async () => {
    const schema = {
      type: 'object',
      properties: { sum: { type: 'number' } },
      required: ['sum'],
      additionalProperties: false,
    };
    const response_format = { type: 'json_schema', json_schema: { name: 'sum', strict: true, schema } } as const;
    const body = { ...ask('Add 5 and 10.', model), response_format };
    const answers = [{ text: ['I add.'], ...calling }, { text: ['{"sum"', ': 15}'] }];
    server.wires.will(vendor, ...answers, ...answers);
    const { choices } = await client.chat.completions.create(body);
    expect(choices[0]?.message.content).toBe('{"sum": 15}');
    expect((await readStream(body)).content).toBe('{"sum": 15}');
    expect(server.wires.takeRequests().at(-1)?.body).toMatchObject(vendor.toJsonRequest({ name: 'sum', schema }));
  });

  test('a run that fails is told once: the client does not begin another by itself', async () => {
    const before = await countRuns();
    server.wires.will(vendor, refuseWith(vendor, 400, 'No.'), refuseWith(vendor, 400, 'No.'));
    const failure = await failureOf(client.chat.completions.create(ask('Hi', model)));
    expect(failure).toMatchObject({ status: 503, code: 'model.failed' });
    const streamed = await failureOf(readStream(ask('Hi', model)));
    expect(streamed).toMatchObject({ code: 'model.failed' });
    expect(streamed.message).toContain('No.');
    expect(await countRuns()).toBe(before + 2);
  });
});

test('a model that breaks off and begins anew ends the stream with an error, and the run goes on', async () => {
  const vendor = vendors.find(({ name }) => name === 'openai-compatible');
  if (!vendor) throw new Error('there is no such vendor');
  await server.addAgent('breaking', [{ provider: vendor.name, model: vendor.model, parameters: {} }]);
  const cut = vendor.write({ text: ['Half an ans'] });
  server.wires.will(
    vendor,
    ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write([...cut.head, ...cut.body].join(''));
      // once the client has what was written
      broken.promise.then(() => response.destroy()).catch(() => undefined);
    },
    { text: ['A whole answer.'] },
  );
  const broken = Promise.withResolvers<void>();
  const stream = await client.chat.completions.create({ ...ask('Hi', 'breaking'), stream: true });
  let runId = '';
  const read = async (): Promise<void> => {
    for await (const chunk of stream) {
      runId = Ours.parse(chunk).run_id;
      if (chunk.choices[0]?.delta.content === 'Half an ans') broken.resolve();
    }
  };
  expect(await failureOf(read())).toMatchObject({
    code: 'model.failed',
    message: expect.stringContaining('begins its answer anew'),
  });
  await expect
    .poll(async () => (await server.getRun(runId)).outputPreview, { timeout: 10_000 })
    .toBe('A whole answer.');
});

test('a client that leaves does not stop the run', async () => {
  const vendor = vendors.find(({ name }) => name === 'openai-compatible');
  if (!vendor) throw new Error('there is no such vendor');
  await server.addAgent('patient', [{ provider: vendor.name, model: vendor.model, parameters: {} }]);
  const left = Promise.withResolvers<void>();
  server.wires.will(vendor, async ({ response }) => {
    await left.promise;
    const { head, body, tail } = vendor.write({ text: ['Still here.'] });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end([...head, ...body, ...tail].join(''));
  });
  const stream = await client.chat.completions.create({ ...ask('Hi', 'patient'), stream: true });
  let runId = '';
  for await (const chunk of stream) {
    runId = Ours.parse(chunk).run_id;
    break;
  }
  left.resolve();
  const getRun = () => server.query('runs.get', { runId }, RunDetail);
  await expect.poll(async () => (await getRun()).outputPreview, { timeout: 10_000 }).toBe('Still here.');
});
