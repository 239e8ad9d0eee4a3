import type { WireAnswer } from '@signalbox/models/conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openWiredServer, type WiredServer } from './testing/open-wired-server.ts';
import { refuseWith } from './testing/start-vendor-wires.ts';
import { vendors } from './testing/vendors.ts';

const schema = {
  type: 'object',
  properties: { sum: { type: 'number' } },
  required: ['sum'],
  additionalProperties: false,
};
const output = { name: 'sum', schema };
const json = '{"sum": 15}';

const calling: WireAnswer = {
  calls: [{ id: 'call_1', tool: 'calculator', pieces: ['{"operation":"add",', '"x":5,"y":10}'] }],
};

describe('structured output', () => {
  let server: WiredServer;
  beforeAll(async () => void (server = await openWiredServer()), 30_000);
  afterAll(() => server.close());

  test.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
    '%s: tools first, then the answer is the JSON',
    async (name, vendor) => {
      const { wires, chat, getRun } = server;
      wires.will(vendor, calling, { text: ['{"sum"', ': 15}'] });
      const model = `${name}/${vendor.model}`;
      const answer = await chat({ message: 'Add 5 and 10.', model, parameters: { ...vendor.thinking, output } });
      expect(answer).toMatchObject({ status: 'completed', response: json });
      const requests = wires.takeRequests();
      expect(requests).toHaveLength(2);
      for (const { body } of requests) expect(body).toMatchObject(vendor.toJsonRequest(output));
      expect(requests[1]?.text).toContain('5 + 10 = 15');
      const { events, outputPreview } = await getRun(answer.run_id);
      expect(outputPreview).toBe(json);
      expect(events[0]).toMatchObject({ payload: { parameters: { output } } });
      expect(events[1]).toMatchObject({ type: 'model-call-start', payload: { parameters: { output } } });
    },
  );

  test('an older Gemini that has tools is told the schema in words, as it takes it in no other way', async () => {
    const { wires, chat } = server;
    const google = vendors.find(({ name }) => name === 'google');
    if (!google) throw new Error('there is no such vendor');
    wires.will(google, calling, { text: [json] });
    const asked = { message: 'Add 5 and 10.', model: 'google/gemini-2.5-flash', parameters: { output } };
    expect(await chat(asked)).toMatchObject({ response: json });
    const [request] = wires.takeRequests();
    expect(request?.body).not.toHaveProperty('generationConfig.responseMimeType');
    expect(request?.text).toContain(JSON.stringify(JSON.stringify(schema)).slice(1, -1));
  });

  test.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
    '%s: a schema that it refuses ends the run with its words',
    async (name, vendor) => {
      const { wires, chat } = server;
      wires.will(vendor, refuseWith(vendor, 400, 'Invalid schema for sum: "sum" has no type.'));
      const answer = await chat({ message: 'Add.', model: `${name}/${vendor.model}`, parameters: { output } });
      expect(answer).toMatchObject({ status: 'failed', error: { code: 'model.failed' } });
      expect(answer.error?.message).toContain('did not accept the request: Invalid schema for sum: "sum" has no type.');
      expect(wires.takeRequests()).toHaveLength(1);
    },
  );
});

describe('parameters', () => {
  let server: WiredServer;
  beforeAll(async () => void (server = await openWiredServer()), 30_000);
  afterAll(() => server.close());

  const refusalOf = async (model: string, parameters: object): Promise<string> => {
    const response = await server.post({ message: 'Hi', model, parameters });
    expect(response.status).toBe(400);
    expect(server.wires.takeRequests()).toEqual([]);
    return response.text();
  };

  test.each<[string, object, [path: string, rule: string]]>([
    ['anthropic/x', { temperature: 1 }, ['temperature', 'is not taken by Anthropic, which takes max_tokens, thinking']],
    ['anthropic/x', { effort: 'most' }, ['effort', 'expected one of']],
    ['anthropic/x', { thinking: { type: 'enabled', budget_tokens: 5 } }, ['thinking.budget_tokens', '>=1024']],
    ['anthropic/x', { thinking: { type: 'adaptive', budget: 5 } }, ['thinking.budget', 'type, display, budget_tokens']],
    ['openai/x', { max_output_tokens: '9' }, ['max_output_tokens', 'expected number']],
    ['google/x', { thinkingConfig: { thinkingBudget: 1, thinkingLevel: 'LOW' } }, ['thinkingConfig', 'not both']],
    ['openai-compatible/x', { temperature: 3 }, ['temperature', '<=2']],
    ['openai-compatible/x', { output: { name: 'a b', schema: {} } }, ['output.name', 'letters, digits']],
    ['demo/demo', { output }, ['output', 'which takes none']],
  ])('of %s: %j is refused', async (model, given, [path, rule]) => {
    const text = await refusalOf(model, given);
    expect(text).toContain(`"path":"parameters.${path}"`);
    expect(text).toContain(rule);
  });

  test('of a run go over the agent’s own, and every model that it may call must take them', async () => {
    const { wires, post, chat, addAgent } = server;
    const [anthropic, openai] = vendors;
    if (!anthropic || !openai) throw new Error('there are no such vendors');
    const own = { provider: anthropic.name, model: anthropic.model, parameters: { max_tokens: 500, effort: 'low' } };
    await addAgent('careful', [own, { provider: openai.name, model: openai.model, parameters: {} }]);
    const refused = await post({ message: 'Hi', agent_id: 'careful', parameters: { effort: 'high' } });
    expect(await refused.text()).toContain('is not taken by OpenAI');
    wires.will(anthropic, { text: [json] });
    expect(await chat({ message: 'Hi', agent_id: 'careful', parameters: { output } })).toMatchObject({
      response: json,
    });
    expect(wires.takeRequests()[0]?.body).toMatchObject({
      max_tokens: 500,
      output_config: { effort: 'low', format: { type: 'json_schema', schema } },
    });
  });
});
