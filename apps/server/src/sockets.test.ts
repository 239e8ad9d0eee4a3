import { newId } from '@signalbox/contracts';
import { startStream, toWireText } from '@signalbox/models/conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { openWiredServer, type WiredServer } from './testing/open-wired-server.ts';
import { SocketClient } from './testing/socket-client.ts';
import { vendors } from './testing/vendors.ts';

const example = 'What is 5 + 10, then multiply by 3?';
const vendor = vendors.find(({ name }) => name === 'openai-compatible');
if (!vendor) throw new Error('there is no such vendor');
const models = [{ provider: vendor.name, model: vendor.model, parameters: {} }];

let server: WiredServer;
beforeAll(async () => void (server = await openWiredServer()), 30_000);
afterAll(() => server.close());

const open = (path: string): Promise<SocketClient> =>
  SocketClient.open(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.key}` } });
const typesOf = (messages: readonly { readonly type: string }[]): string[] => messages.map(({ type }) => type);

describe('WS /ws/chat', () => {
  test.each(['/api/ws/chat', '/api/v1/ws/chat'])(
    '%s sends the seed’s steps as they happen, and closes',
    async (path) => {
      const socket = await open(path);
      socket.send({ message: example });
      expect(await socket.closed).toEqual([1000, '']);
      const add = { operation: 'add', x: 5, y: 10 };
      const multiply = { operation: 'multiply', x: 15, y: 3 };
      expect(socket.messages).toMatchObject([
        { type: 'user-request', content: example },
        { type: 'agent-thought', content: expect.stringContaining('add 5 and 10') },
        { type: 'tool-call', toolName: 'calculator', params: add },
        { type: 'tool-result', toolName: 'calculator', result: '5 + 10 = 15' },
        { type: 'agent-thought', content: expect.stringContaining('multiply 15 by 3') },
        { type: 'tool-call', toolName: 'calculator', params: multiply },
        { type: 'tool-result', toolName: 'calculator', result: '15 * 3 = 45' },
        { type: 'agent-response', content: 'The result is 45.' },
      ]);
      expect(socket.messages[2]).toEqual({ type: 'tool-call', toolName: 'calculator', params: add });
      const { run_id: runId } = z.looseObject({ run_id: z.string() }).parse(socket.messages[0]);
      expect(await server.getRun(runId)).toMatchObject({ status: 'completed', outputPreview: 'The result is 45.' });
    },
  );

  test('takes what POST /chat takes: a model, an agent, a conversation', async () => {
    const first = await open('/api/ws/chat');
    first.send({ message: 'What is 5 + 10?', agent_id: 'assistant', model: 'demo/demo' });
    const [request] = await first.take('agent-response');
    const second = await open('/api/ws/chat');
    second.send({ message: 'now multiply it by 2', conversation_id: request?.['conversation_id'] });
    expect((await second.take('agent-response')).at(-1)).toMatchObject({ content: 'The result is 30.' });
  });

  test.each<[string, object | string, RegExp]>([
    ['no JSON', '{', /no valid JSON/],
    ['no message', {}, /message/],
    ['an unknown field', { message: 'Hi', surprise: 1 }, /surprise: is not a known field/],
    ['an agent that is not there', { message: 'Hi', agent_id: 'nobody' }, /no agent nobody/],
    ['JSON 7000 levels deep', `{"message":${'['.repeat(7000)}${']'.repeat(7000)}}`, /levels deep/],
  ])('%s is answered with an error, and the socket closed', async (_name, message, rule) => {
    const socket = await open('/api/ws/chat');
    socket.send(message);
    expect(await socket.closed).toEqual([1000, '']);
    expect(socket.messages).toMatchObject([{ type: 'error', message: expect.stringMatching(rule) }]);
  });

  test('a run that fails ends with an error', async () => {
    await server.addAgent('failing', [{ provider: 'nowhere', model: 'x', parameters: {} }]);
    const socket = await open('/api/ws/chat');
    socket.send({ message: 'Hi', agent_id: 'failing' });
    await socket.closed;
    expect(typesOf(socket.messages)).toEqual(['user-request', 'error']);
    expect(socket.messages[1]).toMatchObject({ code: 'model.not-found', message: expect.any(String) });
  });

  test('a message over 1 MiB is not read', async () => {
    const socket = await open('/api/ws/chat');
    socket.send({ message: 'x'.repeat(1024 * 1024) });
    expect((await socket.closed)[0]).toBe(1009);
  });

  test('closing the socket does not stop the run', async () => {
    await server.addAgent('slow', models);
    const left = Promise.withResolvers<void>();
    server.wires.will(vendor, async (exchange) => {
      await left.promise;
      startStream(exchange);
      exchange.response.end(toWireText(vendor.write({ text: ['Still here.'] })));
    });
    const socket = await open('/api/ws/chat');
    socket.send({ message: 'Hi', agent_id: 'slow' });
    const [request] = await socket.take('user-request');
    socket.close();
    await socket.closed;
    left.resolve();
    const runId = String(request?.['run_id']);
    await expect.poll(async () => (await server.getRun(runId)).outputPreview, { timeout: 10_000 }).toBe('Still here.');
  });
});

describe('WS /playground/{agent_id}', () => {
  const textOf = (messages: readonly Readonly<Record<string, unknown>>[]): string =>
    messages.map(({ delta }) => (typeof delta === 'string' ? delta : '')).join('');
  const say = (content: string, rest: object = {}) => ({ type: 'user_message', content, ...rest });

  test('the seed’s events, in their order; the conversation goes on by itself', async () => {
    const socket = await open('/api/v1/playground/assistant');
    socket.send(say(example));
    const messages = await socket.take('message_complete');
    expect(typesOf(messages.filter(({ type }) => type !== 'content_delta'))).toEqual([
      'agent_loaded',
      'conversation_started',
      'tool_use_start',
      'tool_use_complete',
      'tool_use_start',
      'tool_use_complete',
      'message_complete',
    ]);
    expect(messages[0]).toMatchObject({ agent_id: expect.any(String), name: 'Assistant' });
    expect(messages[2]).toMatchObject({ tool_name: 'calculator', input: { operation: 'add', x: 5, y: 10 } });
    expect(messages[3]).toMatchObject({ tool_name: 'calculator', result: { outcome: 'ok', text: '5 + 10 = 15' } });
    expect(messages.at(-2)?.type).toBe('content_delta');
    expect(textOf(messages)).toBe('The result is 45.');
    const complete = messages.at(-1);
    const conversation = messages[1]?.['conversation_id'];
    expect(complete).toMatchObject({ content: 'The result is 45.', conversation_id: conversation });
    expect(await server.getRun(String(complete?.['message_id']))).toMatchObject({ conversationId: conversation });
    socket.send(say('now multiply it by 2'));
    const next = await socket.take('message_complete');
    expect(typesOf(next)).not.toContain('conversation_started');
    expect(textOf(next)).toBe('The result is 90.');
    socket.close();

    const later = await open('/api/playground/assistant');
    later.send(say('now add 1', { conversation_id: conversation }));
    const resumed = await later.take('message_complete');
    expect(resumed[1]).toEqual({ type: 'conversation_started', conversation_id: conversation });
    expect(textOf(resumed)).toBe('The result is 91.');
    later.close();
  });

  test('wrong messages and failed runs are errors, and the socket stays', async () => {
    await server.addAgent('unlucky', [{ provider: 'nowhere', model: 'x', parameters: {} }]);
    const socket = await open('/api/v1/playground/unlucky');
    const wrong: [object | string, RegExp][] = [
      ['{', /no valid JSON/],
      [{ type: 'user_message' }, /content/],
      [{ type: 'other', content: 'x' }, /type/],
      [say('x', { conversation_id: newId() }), /no conversation/],
      [say('x'), /nowhere/],
    ];
    for (const [message, rule] of wrong) {
      socket.send(message);
      expect((await socket.take('error')).at(-1)).toMatchObject({ error: expect.stringMatching(rule) });
    }
    socket.close();
  });

  test.each(['nobody', 'no..name'])(
    'an agent that is not there (%s) is an error, and the socket is closed',
    async (name) => {
      const socket = await open(`/api/v1/playground/${name}`);
      expect((await socket.closed)[0]).toBe(1008);
      expect(socket.messages).toMatchObject([{ type: 'error', code: 'agent.not-found', error: expect.any(String) }]);
    },
  );

  test('a message during a run waits for its end, or is refused, as the agent says', async () => {
    const { addAgent, wires } = server;
    await addAgent('patient', models);
    await addAgent('busy', models, { whenBusy: 'reject' });
    const answerAfter = (gate: Promise<void>, text: string) =>
      wires.will(vendor, async (exchange) => {
        await gate;
        startStream(exchange);
        exchange.response.end(toWireText(vendor.write({ text: [text] })));
      });
    const first = Promise.withResolvers<void>();
    answerAfter(first.promise, 'One.');
    answerAfter(Promise.resolve(), 'Two.');
    const patient = await open('/api/v1/playground/patient');
    patient.send(say('a'));
    patient.send(say('b'));
    await patient.take('conversation_started');
    first.resolve();
    expect(textOf(await patient.take('message_complete'))).toBe('One.');
    expect(textOf(await patient.take('message_complete'))).toBe('Two.');
    patient.close();

    const second = Promise.withResolvers<void>();
    answerAfter(second.promise, 'Three.');
    const busy = await open('/api/v1/playground/busy');
    busy.send(say('a'));
    busy.send(say('b'));
    expect((await busy.take('error')).at(-1)).toMatchObject({ code: 'conversation.busy' });
    second.resolve();
    expect(textOf(await busy.take('message_complete'))).toBe('Three.');
    busy.close();
  });

  test('a model that begins anew says so, and the end has the whole text', async () => {
    await server.addAgent('breaking', models);
    const seen = Promise.withResolvers<void>();
    const cut = vendor.write({ text: ['Half an ans'] });
    server.wires.will(
      vendor,
      (exchange) => {
        startStream(exchange);
        exchange.response.write([...cut.head, ...cut.body].join(''));
        return seen.promise.then(() => void exchange.response.destroy());
      },
      { text: ['A whole answer.'] },
    );
    const socket = await open('/api/v1/playground/breaking');
    socket.send(say('Hi'));
    expect((await socket.take('content_delta')).at(-1)).toMatchObject({ delta: 'Half an ans' });
    seen.resolve();
    expect((await socket.take('content_reset')).at(-1)).toEqual({ type: 'content_reset', content: '' });
    expect((await socket.take('message_complete')).at(-1)).toMatchObject({ content: 'A whole answer.' });
    socket.close();
  });
});
