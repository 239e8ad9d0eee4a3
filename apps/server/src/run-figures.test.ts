import {
  Conversation,
  ConversationDetail,
  inputTokens,
  MetricsSummary,
  outputTokens,
  type RunDetail,
  RunTotals,
  toPageSchema,
} from '@signalbox/contracts';
import type { WireAnswer } from '@signalbox/models/conformance';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { openWiredServer, type WiredServer } from './testing/open-wired-server.ts';
import { refuseWith } from './testing/start-vendor-wires.ts';
import { type Vendor, vendors } from './testing/vendors.ts';

const hourMs = 3_600_000;

const calling: WireAnswer = {
  thought: { text: 'A sum.', state: 'c2VhbGVk' },
  calls: [{ id: 'call_1', tool: 'calculator', pieces: ['{"operation":"add","x":5,"y":10}'] }],
};

const addTotals = (left: RunTotals, right: RunTotals): RunTotals => ({
  runs: left.runs + right.runs,
  inputTokens: left.inputTokens + right.inputTokens,
  outputTokens: left.outputTokens + right.outputTokens,
  costNanoUsd: left.costNanoUsd + right.costNanoUsd,
  unpricedCalls: left.unpricedCalls + right.unpricedCalls,
});
const nothing: RunTotals = { runs: 0, inputTokens: 0, outputTokens: 0, costNanoUsd: 0, unpricedCalls: 0 };

/** What a run comes to by its log: the lines of its calls, and what lost attempts are booked at. */
const sumLog = ({ events }: RunDetail): RunTotals => {
  let totals: RunTotals = { ...nothing, runs: 1 };
  for (const event of events) {
    if (event.type !== 'model-call-end' && event.type !== 'model-call-discard') continue;
    const { costNanoUsd, costLines = [] } = event.payload;
    const usage = event.type === 'model-call-end' ? event.payload.usage : event.payload.estimatedUsage;
    totals = addTotals(totals, {
      runs: 0,
      inputTokens: inputTokens(usage),
      outputTokens: outputTokens(usage),
      costNanoUsd: costLines.reduce((sum, { amount }) => sum + amount, 0),
      unpricedCalls: costNanoUsd === null ? 1 : 0,
    });
  }
  return totals;
};

const toTotals = (runs: readonly Omit<RunDetail, 'events'>[]): RunTotals =>
  runs.reduce((totals, run) => addTotals(totals, { ...run, runs: 1 }), nothing);

/** How a run goes: by which vendor, how many turns with a tool, whether tokens are told, attempts that fail before. */
interface Plan {
  readonly vendor: Vendor;
  readonly turns: number;
  readonly hasUsage: boolean;
  readonly failures: number;
  readonly isRefused: boolean;
}
const planArbitrary: fc.Arbitrary<Plan> = fc.record({
  vendor: fc.constantFrom(...vendors),
  turns: fc.nat(2),
  hasUsage: fc.boolean(),
  failures: fc.nat(2),
  isRefused: fc.boolean(),
});

describe('figures', () => {
  let server: WiredServer;
  beforeAll(async () => void (server = await openWiredServer()), 30_000);
  afterAll(() => server.close());

  const follow = async ({ vendor, turns, hasUsage, failures, isRefused }: Plan, rest: object) => {
    const { wires, chat } = server;
    wires.will(vendor, ...Array.from({ length: failures }, () => refuseWith(vendor, 529)));
    wires.will(vendor, ...Array.from({ length: turns }, () => ({ ...calling, hasUsage })));
    wires.will(vendor, isRefused ? refuseWith(vendor, 400, 'No.') : { text: ['It is 15.'], hasUsage });
    return chat({ message: 'Add.', model: `${vendor.name}/${vendor.model}`, ...rest });
  };

  test('of runs, conversations, agents and the workspace equal the lines of their calls', async () => {
    const { query, getRun, addAgent } = server;
    let agents = 0;
    let all = nothing;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(planArbitrary, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
        async (plans) => {
          const agent = `agent-${(agents += 1)}`;
          await addAgent(agent, []);
          let ofAgent = nothing;
          for (const conversation of plans) {
            let conversation_id: string | null = null;
            for (const plan of conversation)
              ({ conversation_id } = await follow(plan, { agent_id: agent, conversation_id }));
            const detail = await query('conversations.get', { conversationId: conversation_id }, ConversationDetail);
            for (const run of detail.runs) expect(toTotals([run])).toEqual(sumLog(await getRun(run.id)));
            expect(detail.totals).toEqual(toTotals(detail.runs));
            const list = await query('conversations.list', { agent, limit: 1 }, toPageSchema(Conversation));
            expect(list.items[0]).toMatchObject({ id: conversation_id, totals: detail.totals });
            ofAgent = addTotals(ofAgent, detail.totals);
          }
          const last24h = z.object({ slug: z.string(), last24h: RunTotals });
          expect((await query('agents.get', { agent }, last24h)).last24h).toEqual(ofAgent);
          const { items } = await query('agents.list', { search: agent }, toPageSchema(last24h));
          expect(items.find(({ slug }) => slug === agent)?.last24h).toEqual(ofAgent);
          all = addTotals(all, ofAgent);
          const until = Date.now() + hourMs;
          const span = { from: new Date(until - 24 * hourMs).toISOString(), until: new Date(until).toISOString() };
          const { runs: count, ...sums } = all;
          expect((await query('metrics.getSummary', span, MetricsSummary)).current).toMatchObject({ count, ...sums });
        },
      ),
      { numRuns: 12 },
    );
    expect(all.costNanoUsd).toBeGreaterThan(0);
    expect(all.unpricedCalls).toBeGreaterThan(0);
  }, 60_000);

  test.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
    'of %s: usage as it was told, who answered, retries and estimates are in the API’s answer',
    async (name, vendor) => {
      const base = { vendor, turns: 1, failures: 1, isRefused: false };
      const { events } = await server.getRun((await follow({ ...base, hasUsage: true }, {})).run_id);
      const [discard] = events.flatMap((event) => (event.type === 'model-call-discard' ? [event.payload] : []));
      expect(discard).toMatchObject({
        error: { code: 'overloaded', message: expect.stringContaining('overloaded') },
        retryInMs: 1,
      });
      expect(discard).toMatchObject({ estimatedUsage: { inputFresh: 0 }, costNanoUsd: 0 });
      const ends = events.flatMap((event) => (event.type === 'model-call-end' ? [event.payload] : []));
      expect(ends).toHaveLength(2);
      for (const end of ends) {
        expect(Object.values(end.rawUsage ?? {})).toContain(7);
        expect(end).toMatchObject({ usage: { inputFresh: 10, outputText: 7 }, responseId: expect.any(String) });
        expect(end.isUsageEstimated).toBeUndefined();
        expect(end.answeredBy !== undefined).toBe(vendor.renamesModel);
        expect(end.costNanoUsd === null).toBe(name === 'openai-compatible');
      }
      const untold = await server.getRun((await follow({ ...base, failures: 0, hasUsage: false }, {})).run_id);
      const estimated = untold.events.flatMap((event) => (event.type === 'model-call-end' ? [event.payload] : []));
      for (const end of estimated) expect(end).toMatchObject({ isUsageEstimated: true });
      for (const end of estimated) expect(end).not.toHaveProperty('rawUsage');
    },
  );
});
