import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CostLine, emptyUsage, newId } from '@signalbox/contracts';
import { insertPrice, type StoredPrice } from '@signalbox/database';
import { openTestDatabase, type TestDatabase, unpackDatabase } from '@signalbox/database/testing';
import { createDemoProvider, createModelRegistry } from '@signalbox/models';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { readConfig } from '../config.ts';
import { createSecretBox } from '../secrets/create-secret-box.ts';
import { startServer } from '../start-server.ts';
import { createConnectionReader } from './connection-reader.ts';
import { createModelSource } from './create-model-source.ts';
import { providerFactories } from './provider-factories.ts';
import { createRemoteModels } from './remote-models.ts';
import { answerWith, type ModelServer, startModelServer } from './testing/start-model-server.ts';

let server: ModelServer;
beforeEach(async () => void (server = await startModelServer()));
afterEach(() => server.close());

describe('a price of a workspace’s own', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase()), 30_000);
  afterAll(() => database.close());

  /** Models as a process has them, which the environment connects to a server without known prices and to OpenAI. */
  const openProcess = () => {
    const gateway = { name: 'gateway', kind: 'openai-compatible', baseUrl: `${server.url}/v1` } as const;
    const openai = { ...gateway, name: 'openai', kind: 'openai' } as const;
    const environment = [gateway, openai].map((one) => ({ ...one, apiKey: 'sk', model: null }));
    const reader = createConnectionReader({ database, box: createSecretBox('m'.repeat(32)), environment });
    const builtIn = createModelRegistry([createDemoProvider({ tokensPerSecond: 0 })]);
    const source = createModelSource({
      builtIn,
      reader,
      remoteModels: createRemoteModels(fetch),
      factories: providerFactories,
      fetch,
    });
    return { reader, source };
  };
  const insert = async (workspaceId: string, changes: Partial<StoredPrice> = {}): Promise<string> => {
    const id = newId();
    const createdBy = { kind: 'user' as const, id: newId(), name: 'Signe' };
    const place = { id, workspaceId, provider: 'gateway', model: 'small', validFrom: '2026-01-01', createdBy };
    const rates = { inputFresh: 2_000_000_000, outputText: 4_000_000_000 };
    await insertPrice(database.db, { ...place, rates, createdAt: new Date().toISOString(), ...changes });
    return id;
  };
  type Source = ReturnType<typeof openProcess>['source'];
  const priceIdOf = async (source: Source, workspaceId: string, id = 'gateway/small'): Promise<string | undefined> => {
    const [name = '', model = ''] = id.split('/');
    const provider = await source.provider(workspaceId, name);
    return provider?.price(model, { ...emptyUsage, inputFresh: 1 }, new Date())?.lines[0]?.priceId;
  };

  test('counts in its workspace alone, at once in the process that set it and within a second in others', async () => {
    const [workspaceId, other] = [await database.newWorkspace(), await database.newWorkspace()];
    const [mine, another] = [openProcess(), openProcess()];
    expect(await priceIdOf(mine.source, workspaceId)).toBeUndefined();
    expect(await priceIdOf(another.source, workspaceId)).toBeUndefined();
    const id = await insert(workspaceId);
    mine.reader.forget(workspaceId);
    expect(await priceIdOf(mine.source, workspaceId)).toBe(`workspace ${id}`);
    await expect
      .poll(() => priceIdOf(another.source, workspaceId), { timeout: 3000, interval: 100 })
      .toBe(`workspace ${id}`);
    expect(await priceIdOf(mine.source, other)).toBeUndefined();
    const provider = await mine.source.provider(workspaceId, 'gateway');
    expect(await mine.source.provider(workspaceId, 'gateway')).toBe(provider);
  });

  test('models are listed with it, also those that their server doesn’t list, until the shipped price is back', async () => {
    const workspaceId = await database.newWorkspace();
    const { reader, source } = openProcess();
    await insert(workspaceId);
    await insert(workspaceId, { model: 'Hidden' });
    await insert(workspaceId, { model: 'gone' });
    await insert(workspaceId, { model: 'gone', rates: null });
    const find = async (provider: string) =>
      (await source.list(workspaceId)).filter((one) => one.provider === provider).map((one) => [one.model, one.price]);
    const own = { inputUsdPerMTok: 2, outputUsdPerMTok: 4, isOwn: true };
    expect(await find('gateway')).toEqual([
      ['small', own],
      ['large', null],
      ['Hidden', own],
    ]);
    await insert(workspaceId, { provider: 'openai', model: 'gpt-5.1' });
    reader.forget(workspaceId);
    expect(await priceIdOf(source, workspaceId, 'openai/gpt-5.1-2025-11-13')).toMatch(/^workspace /);
    await insert(workspaceId, { provider: 'openai', model: 'gpt-5.1', rates: null });
    reader.forget(workspaceId);
    expect(await priceIdOf(source, workspaceId, 'openai/gpt-5.1')).toMatch(/^genai-prices .* openai\/gpt-5\.1/);
    expect(await source.findShippedPrice(workspaceId, 'openai', 'gpt-5.1')).toMatchObject({
      isExact: true,
      rates: { inputFresh: 1_250_000_000, outputText: 10_000_000_000 },
    });
    expect(await source.findShippedPrice(workspaceId, 'gateway', 'small')).toBeNull();
  });

  test('prices past calls by their day as the provider does now; the demo model is free, and what is gone has no say', async () => {
    const workspaceId = await database.newWorkspace();
    const { source } = openProcess();
    await insert(workspaceId, { validFrom: '2026-11-10' });
    const price = await source.readCallPrices(workspaceId);
    const usage = { ...emptyUsage, inputFresh: 10 };
    const costOf = (id: string, day: string, answeredBy?: string) => {
      const [provider = '', model = ''] = id.split('/');
      const at = new Date(`${day}T12:00:00Z`);
      const cost = price({ provider, model, answeredBy: answeredBy ?? model, usage, at });
      return cost && cost.lines.reduce((sum, { amount }) => sum + amount, 0);
    };
    expect(costOf('gateway/small', '2026-11-10')).toBe(20_000);
    expect(costOf('gateway/small', '2026-11-10', 'other')).toBe(20_000);
    expect(costOf('gateway/small', '2026-11-09')).toBeNull();
    expect(costOf('openai/gpt-5.1', '2026-11-09')).toBe(12_500);
    expect(costOf('demo/demo', '2026-11-09')).toBe(0);
    expect(costOf('gone/small', '2026-11-10')).toBeUndefined();
  });
});

/** A finished answer of a model, of 1,000 tokens read and 100 written. */
const answer = [
  { model: 'small', choices: [{ index: 0, delta: { role: 'assistant', content: 'Hello.' }, finish_reason: null }] },
  { model: 'small', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
  { model: 'small', choices: [], usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } },
].map((chunk) => `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, ...chunk })}\n\n`);

const Booked = z.object({
  costNanoUsd: z.number(),
  unpricedCalls: z.number(),
  events: z.array(
    z.object({
      type: z.string(),
      payload: z.object({
        costNanoUsd: z.number().nullish(),
        isCostEstimated: z.literal(true).optional(),
        costLines: z.array(CostLine).optional(),
      }),
    }),
  ),
});

test('a run is booked at the price that its workspace set, line by line, and a run before it when it is repriced', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-prices-'));
  const environment = { API_BASE_URL: `${server.url}/v1`, MODEL: 'small' };
  const settings = { PORT: '0', SIGNALBOX_DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...environment };
  await unpackDatabase(dataDir);
  const running = await startServer(readConfig([], settings));
  try {
    const token = readFileSync(join(dataDir, 'cli-token'), 'utf8').trim();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const post = async (path: string, body: unknown): Promise<unknown> =>
      (await fetch(`${running.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
    const chat = async () => {
      const { run_id: runId } = z.object({ run_id: z.string() }).parse(await post('/api/v1/chat', { message: 'Hi' }));
      return { runId, ...(await readRun(runId)) };
    };
    const readRun = async (runId: string) => {
      const input = encodeURIComponent(JSON.stringify({ runId }));
      const read: unknown = await (await fetch(`${running.url}/trpc/runs.get?input=${input}`, { headers })).json();
      return z.object({ result: z.object({ data: Booked }) }).parse(read).result.data;
    };
    server.answer(answerWith(200, [...answer, 'data: [DONE]\n\n'].join(''), { 'content-type': 'text/event-stream' }));
    const unpriced = await chat();
    expect(unpriced).toMatchObject({ costNanoUsd: 0, unpricedCalls: 1 });
    const place = { provider: 'openai-compatible', model: 'small', validFrom: '2026-01-01' };
    const usdPerMTok = { inputFresh: 0.5, outputText: 2 };
    const saved = await post('/trpc/prices.update', { ...place, usdPerMTok });
    const { id } = z.object({ result: z.object({ data: z.object({ id: z.string() }) }) }).parse(saved).result.data;
    const { costNanoUsd, unpricedCalls, events } = await chat();
    expect([costNanoUsd, unpricedCalls]).toEqual([700_000, 0]);
    const priceId = `workspace ${id}`;
    expect(events.find(({ type }) => type === 'model-call-end')?.payload).toEqual({
      costNanoUsd: 700_000,
      costLines: [
        { bucket: 'inputFresh', tokens: 1000, nanoUsdPerMillionTokens: 500_000_000, amount: 500_000, priceId },
        { bucket: 'outputText', tokens: 100, nanoUsdPerMillionTokens: 2_000_000_000, amount: 200_000, priceId },
      ],
    });
    const repriced = await post('/trpc/prices.updateRunCosts', { from: '2026-01-01' });
    expect(repriced).toMatchObject({ result: { data: { cursor: null, runs: 1 } } });
    const { events: log } = unpriced;
    expect(await readRun(unpriced.runId)).toEqual({ costNanoUsd: 700_000, unpricedCalls: 0, events: log });
  } finally {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 30_000);
