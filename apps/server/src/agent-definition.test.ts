import { afterAll, beforeAll, expect, test } from 'vitest';

import { openWiredServer, type WiredServer } from './testing/open-wired-server.ts';
import { vendors } from './testing/vendors.ts';

const vendor = vendors.find(({ name }) => name === 'anthropic');
if (!vendor) throw new Error('there is no such vendor');
const models = [{ provider: vendor.name, model: vendor.model, parameters: {} }];

let server: WiredServer;
beforeAll(async () => void (server = await openWiredServer()), 30_000);
afterAll(() => server.close());

test('instructions go out with the run’s variables in them', async () => {
  const { addAgent, wires, chat } = server;
  const variables = [
    { name: 'customer', default: null },
    { name: 'tone', default: 'kindly' },
  ];
  await addAgent('letters', models, { instructions: 'Write to {{customer}}, {{tone}}.', variables });
  wires.will(vendor, { text: ['Dear Ada'] });
  const answer = await chat({ message: 'Write.', agent_id: 'letters', variables: { customer: 'Ada' } });
  expect(answer.status).toBe('completed');
  expect(wires.takeRequests()[0]?.text).toContain('Write to Ada, kindly.');
});

test('fixed arguments reach the tool and not the model', async () => {
  const { addAgent, wires, chat, getRun } = server;
  await addAgent('adder', models, { tools: [{ name: 'calculator', fixedArguments: { y: 40 } }] });
  wires.will(
    vendor,
    { calls: [{ id: 'call_1', tool: 'calculator', pieces: ['{"operation":"add","x":2,"y":1000}'] }] },
    { text: ['42'] },
  );
  const { run_id: runId } = await chat({ message: 'Add.', agent_id: 'adder' });
  const { events } = await getRun(runId);
  expect(events.find(({ type }) => type === 'tool-call')?.payload).toMatchObject({ arguments: { x: 2, y: 40 } });
  expect(events.find(({ type }) => type === 'tool-result')?.payload).toMatchObject({ text: '2 + 40 = 42' });
  const [first, second] = wires.takeRequests();
  expect(first?.body).toMatchObject({ tools: [{ input_schema: { properties: { x: {} } } }] });
  expect(first?.text).not.toContain('"y"');
  expect(second?.body).toMatchObject({ messages: [{}, { content: [{ input: { operation: 'add', x: 2 } }] }, {}] });
  expect(second?.text).not.toContain('1000');
});

test('the model sees as many earlier runs as the definition lets it', async () => {
  const { addAgent, wires, chat } = server;
  await addAgent('forgetful', models, { historyRuns: 1 });
  let conversation: string | undefined;
  for (const message of ['One', 'Two', 'Three']) {
    wires.will(vendor, { text: [`Answer to ${message}`] });
    const place = conversation === undefined ? { agent_id: 'forgetful' } : { conversation_id: conversation };
    conversation = (await chat({ message, ...place })).conversation_id;
  }
  const text = wires.takeRequests().at(-1)?.text ?? '';
  expect(text).toContain('Answer to Two');
  expect(text).not.toContain('Answer to One');
});

test('the definition’s output is what each model is asked for', async () => {
  const { addAgent, wires, chat } = server;
  const schema = {
    type: 'object',
    properties: { sum: { type: 'number' } },
    required: ['sum'],
    additionalProperties: false,
  };
  const output = { name: 'sum', schema };
  await addAgent('counter', models, { output });
  wires.will(vendor, { text: ['{"sum": 15}'] });
  expect(await chat({ message: 'Add.', agent_id: 'counter' })).toMatchObject({ response: '{"sum": 15}' });
  expect(wires.takeRequests()[0]?.body).toMatchObject(vendor.toJsonRequest(output));
});

test('a message to a busy conversation is answered after the one before, with its answer known', async () => {
  const { addAgent, wires, chat } = server;
  await addAgent('patient', models);
  wires.will(vendor, { text: ['Answer to One'] });
  const { conversation_id } = await chat({ message: 'One', agent_id: 'patient' });
  wires.will(vendor, { text: ['Alpha'] }, { text: ['Beta'] }, { text: ['Gamma'] });
  await Promise.all(['A', 'B', 'C'].map((message) => chat({ message, conversation_id })));
  const texts = wires.takeRequests().map(({ text }) => text);
  expect(texts.slice(1).map((text) => ['Alpha', 'Beta'].filter((answer) => text.includes(answer)))).toEqual([
    [],
    ['Alpha'],
    ['Alpha', 'Beta'],
  ]);
});
