import type { RunEvent } from '@signalbox/contracts';
import type { WireAnswer } from '@signalbox/models/conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openWiredServer, type WiredServer } from './testing/open-wired-server.ts';
import { refuseWith, type WireRequest } from './testing/start-vendor-wires.ts';
import { type Vendor, vendors } from './testing/vendors.ts';

const thoughtOf = ({ name }: Vendor) => ({
  text: `The thought of ${name}.`,
  state: Buffer.from(`what only ${name} can read`).toString('base64'),
});

const toCall = (id: string, input: object) => ({ id, tool: 'calculator', pieces: [JSON.stringify(input)] });

/** Thinking, a word before, and two calls at once; this vendor gives both the same id, as some do. */
const calling = (vendor: Vendor): WireAnswer => ({
  thought: thoughtOf(vendor),
  text: ['Two sums. '],
  calls: [toCall('call_1', { operation: 'add', x: 5, y: 10 }), toCall('call_1', { operation: 'multiply', x: 4, y: 5 })],
});
const saying = (vendor: Vendor, text: string): WireAnswer => ({ thought: thoughtOf(vendor), text: [text] });

const pairs = vendors.flatMap((first) => vendors.map((second) => ({ first, second })));

const modelsOf = (events: readonly RunEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'model-call-start' ? [event.payload.provider] : []));

const countOf = (text: string, part: string): number => text.split(part).length - 1;

/** No vendor gets what it would refuse, nor anything of another's thinking. */
const expectValid = (requests: readonly WireRequest[]): void => {
  for (const { vendor, text, body } of requests) {
    expect(vendor.listFaults(body), `${vendor.name}: ${text}`).toEqual([]);
    for (const other of vendors.filter((each) => each !== vendor)) {
      expect(text).not.toContain(thoughtOf(other).state);
      expect(text).not.toContain(thoughtOf(other).text);
    }
  }
};

describe('a conversation that goes on with another provider', () => {
  let server: WiredServer;
  beforeAll(async () => void (server = await openWiredServer()), 30_000);
  afterAll(() => server.close());

  const ask = async (vendor: Vendor, conversation_id: string | null, answers: readonly WireAnswer[]) => {
    const { wires, chat } = server;
    wires.will(vendor, ...answers);
    const model = `${vendor.name}/${vendor.model}`;
    const parameters = vendor.thinking;
    const answer = await chat({ message: `Ask ${vendor.name}.`, model, parameters, conversation_id });
    expect(answer).toMatchObject({ status: 'completed' });
    const requests = wires.takeRequests();
    expect(requests).toHaveLength(answers.length);
    expectValid(requests);
    return { ...answer, requests };
  };

  test.each(pairs)('$first.name, then $second.name, then back', async ({ first, second }) => {
    const one = await ask(first, null, [calling(first), saying(first, 'It is 15 and 20.')]);
    const two = await ask(second, one.conversation_id, [calling(second), saying(second, 'Still so.')]);
    const [asked] = two.requests;
    for (const text of ['It is 15 and 20.', '5 + 10 = 15', '4 * 5 = 20', 'Two sums.'])
      expect(asked?.text).toContain(text);
    const three = await ask(first, one.conversation_id, [saying(first, 'Bye.')]);
    expect(three.response).toBe('Bye.');
    const [back] = three.requests;
    for (const text of ['It is 15 and 20.', 'Still so.']) expect(back?.text).toContain(text);
    expect(countOf(back?.text ?? '', '5 + 10 = 15')).toBe(2);
    // who does not sign thoughts gets them back while their turn is under way only
    const isKept = first.signsThoughts;
    expect(back?.text.includes(thoughtOf(first).state)).toBe(isKept);
    expect(one.requests[1]?.text).toContain(isKept ? thoughtOf(first).state : thoughtOf(first).text);
  });

  test.each(vendors)('a run of $name that ended before its answer, then any other', async (first) => {
    const { wires, chat } = server;
    for (const second of vendors) {
      wires.will(first, calling(first), refuseWith(first, 400, 'No.'));
      const one = await chat({ message: 'Add.', model: `${first.name}/${first.model}`, parameters: first.thinking });
      expect(one).toMatchObject({ status: 'failed', error: { code: 'model.failed' } });
      expectValid(wires.takeRequests());
      const two = await ask(second, one.conversation_id, [saying(second, 'Now then.')]);
      expect(two.requests[0]?.text).toContain('4 * 5 = 20');
    }
  });

  test.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
    'the demo model, then %s, then back',
    async (_, vendor) => {
      const question = 'What is 5 + 10, then multiply by 3?';
      const demo = { message: question, model: 'demo/demo' };
      const one = await server.chat(demo);
      const two = await ask(vendor, one.conversation_id, [calling(vendor), saying(vendor, 'So it is.')]);
      expect(two.requests[0]?.text).toContain('The result is 45.');
      const three = await server.chat({ ...demo, conversation_id: one.conversation_id });
      expect(three).toMatchObject({ status: 'completed', response: 'The result is 45.' });
    },
  );

  const differing = pairs.filter(({ first, second }) => first !== second);
  test.each(differing)(
    'a run that $first.name began and leaves goes on with $second.name',
    async ({ first, second }) => {
      const { wires, chat, getRun, addAgent } = server;
      const agent = `${first.name}-or-${second.name}`;
      await addAgent(
        agent,
        [first, second].map(({ name: provider, model, thinking }) => ({
          provider,
          model,
          parameters: { ...thinking },
        })),
      );
      const overloaded = refuseWith(first, 529);
      wires.will(first, calling(first), overloaded, overloaded, overloaded, overloaded);
      wires.will(second, calling(second), saying(second, 'Twice 15 and 20.'));
      const answer = await chat({ message: 'Add.', agent_id: agent });
      expect(answer).toMatchObject({ status: 'completed', response: 'Twice 15 and 20.' });
      const requests = wires.takeRequests();
      expectValid(requests);
      expect(requests[5]?.text).toContain('5 + 10 = 15');
      const { events } = await getRun(answer.run_id);
      // the model that failed four times is not asked again in this run
      expect(modelsOf(events)).toEqual([...Array.from({ length: 5 }, () => first.name), second.name, second.name]);
      const discards = events.flatMap((event) => (event.type === 'model-call-discard' ? [event.payload] : []));
      expect(discards.map(({ error, retryInMs }) => [error?.code, retryInMs])).toEqual([
        ['overloaded', 1],
        ['overloaded', 1],
        ['overloaded', 1],
        ['overloaded', undefined],
      ]);
    },
  );
});
