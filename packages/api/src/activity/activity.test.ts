import { randomUUID } from 'node:crypto';

import { type ListActivityInput, type LogActivityInput, newId } from '@signalbox/contracts';
import { testEngines } from '@signalbox/database/testing';
import { toActivityTopic } from '@signalbox/events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createCaller } from '../create-caller.ts';
import type { ActivityPlaces, Principal } from '../services.ts';
import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('activity on %s', (engine) => {
  let api: TestApi;
  let principal: Principal;
  beforeAll(async () => {
    api = await openTestApi({ engine });
  }, 30_000);
  afterAll(() => api.close());

  const caller = (places?: Partial<ActivityPlaces>) => {
    const context = api.toContext(principal);
    const activityPlaces = { ...api.services.activityPlaces, ...places };
    return createCaller({ ...context, services: { ...api.services, activityPlaces }, address: '192.0.2.7' });
  };
  const enter = async (): Promise<void> => void (principal = await api.newPrincipal());
  const log = (input: Partial<LogActivityInput>) => caller().activity.log({ agent: '1', status: 'success', ...input });
  const list = async (input: Partial<ListActivityInput> = {}) => (await caller().activity.list(input)).items;

  test('logActivity registers who is not known, keeps who sent it from where, and tells whoever watches', async () => {
    await enter();
    const told = new Promise((resolve) =>
      api.services.events.subscribe(toActivityTopic(principal.workspaceId), resolve),
    );
    const { activity, isInMemory, isCached } = await log({ agent: 'backend-dev', taskId: '123', durationMs: 300_000 });
    expect([isInMemory, isCached, await told]).toEqual([false, false, activity.id]);
    expect(activity).toMatchObject({ agentSlug: 'backend-dev', type: 'success', taskId: '123', durationMs: 300_000 });
    const agent = await caller().agents.get({ agent: 'backend-dev' });
    expect(agent).toMatchObject({ kind: 'external', isObserved: true, lastActiveAt: activity.at });
    const row = await api.services.database.db
      .selectFrom('activity')
      .select(['sender', 'address'])
      .where('workspaceId', '=', principal.workspaceId)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ sender: JSON.stringify(principal.actor), address: '192.0.2.7' });
    const unknown = await codeOf(caller().activity.log({ agent: newId(), status: 'success' }));
    expect(unknown).toBe('agent.not-found');
  });

  test.each([
    ['success', 'success', 'implementation'],
    ['Completed', 'success', 'implementation'],
    ['complete', 'success', 'implementation'],
    ['failed', 'failed', 'bugfix'],
    ['error', 'failed', 'bugfix'],
    ['timeout', 'timeout', 'bugfix'],
    ['running', 'running', 'testing'],
    ['constructor', 'other', 'analysis'],
  ] as const)('logActivity: “%s” means %s, for %s', async (word, status, intent) => {
    const { activity } = await log({ status: word });
    expect(activity).toMatchObject({ status, intent, type: word });
    expect((await log({ status: word, intent: 'testing', type: 'start' })).activity).toMatchObject({
      status,
      intent: 'testing',
      type: 'start',
    });
  });

  test('logActivity takes the agent’s project unless it is told another, and broken text as replacement signs', async () => {
    await caller().agents.update({ agent: 'assistant', project: 'Site' });
    expect((await log({ agent: 'assistant' })).activity.project).toBe('Site');
    const { activity } = await log({ agent: 'assistant', project: 'Shop', output: 'a\0b\ud800', details: { a: '\0' } });
    expect(activity).toMatchObject({ project: 'Shop', output: 'a\ufffdb\ufffd' });
    const late = new Date(Date.now() + 25 * 3_600_000).toISOString();
    expect(await codeOf(caller().activity.log({ agent: '1', status: 'success', at: late }))).toBe('request.invalid');
  });

  test('logActivity says what the places have by the time of its answer', async () => {
    const asked: unknown[] = [];
    const places: Partial<ActivityPlaces> = {
      connected: ['memory', 'cache'],
      // the cache takes it at once
      deliver: async (id, options) => {
        asked.push(options);
        const { workspaceId } = principal;
        const rows = api.services.database.db.deleteFrom('activityDeliveries').where('workspaceId', '=', workspaceId);
        await rows.where('activityId', '=', id).where('place', '=', 'cache').execute();
      },
    };
    const logged = await caller(places).activity.log({ agent: '1', status: 'success' });
    expect(logged).toMatchObject({ isInMemory: false, isCached: true, activity: { isInMemory: false } });
    expect(asked).toEqual([{ patienceMs: 150 }]);
  });

  test('logActivity answers with an entry that is older than what is kept, and so is gone at once', async () => {
    const places: Partial<ActivityPlaces> = {
      connected: [],
      deliver: async (id) => {
        const { workspaceId } = principal;
        const rows = api.services.database.db.deleteFrom('activity').where('workspaceId', '=', workspaceId);
        await rows.where('id', '=', id).execute();
      },
    };
    const { activity, isCached } = await caller(places).activity.log({ agent: '1', status: 'success', output: 'Old.' });
    expect(activity).toMatchObject({ output: 'Old.', status: 'success' });
    expect(isCached).toBe(false);
  });

  test('listActivity: entries and ended runs in one order, page by page', async () => {
    await enter();
    const { caller: start } = { caller: api.callAs(principal) };
    const first = (await log({ output: 'One' })).activity.id;
    const { runId } = await start.runs.start({ message: 'Hello' });
    const last = (await log({ output: 'Two' })).activity.id;
    expect((await list()).map(({ id }) => id)).toEqual([last, first]);
    await start.runs.cancel({ runId });
    const whole = await caller().activity.list({});
    expect(whole).toMatchObject({
      items: [{ id: last }, { id: runId, runId, type: 'run', status: 'other', reason: 'Hello' }, { id: first }],
      nextCursor: null,
      searchedIn: [],
    });
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await caller().activity.list({ limit: 1, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([last, runId, first]);
  });

  test('listActivity: filters hold for entries and runs alike', async () => {
    const ids = async (input: Partial<ListActivityInput>) => (await list(input)).map(({ type }) => type);
    expect(await ids({ type: 'run' })).toEqual(['run']);
    expect(await ids({ agent: 'assistant' })).toEqual(['run']);
    expect(await ids({ agent: '1' })).toEqual(['success', 'success']);
    expect(await ids({ status: 'other' })).toEqual(['run']);
    expect(await ids({ status: 'success', intent: 'analysis' })).toEqual([]);
    expect(await ids({ intent: 'implementation' })).toEqual(['success', 'success']);
    expect(await ids({ until: '2026-01-01T00:00:00.000Z' })).toEqual([]);
    expect(await ids({ search: 'hello' })).toEqual(['run']);
  });

  test('listActivity: a search goes on in the memory store while it answers, and says so', async () => {
    const { id } = (await log({ output: 'Deployed to production' })).activity;
    const typo = await caller().activity.list({ search: 'prodaction' });
    expect(typo).toMatchObject({ items: [{ id }], searchedIn: ['database'] });
    const found = caller({ search: async (words) => (words === 'release' ? [id, randomUUID()] : []) });
    expect(await found.activity.list({ search: 'release' })).toMatchObject({
      items: [{ id }],
      searchedIn: ['database', 'memory'],
    });
    await enter();
    expect((await caller({ search: async () => [id] }).activity.list({ search: 'release' })).items).toEqual([]);
  });

  test('reading and reporting are rights of their own', async () => {
    const reporter = api.callAs({ ...principal, permissions: new Set(['runs:report']) });
    expect(await codeOf(reporter.activity.list({}))).toBe('auth.forbidden');
    expect((await reporter.activity.log({ agent: '1', status: 'success' })).isCached).toBe(false);
    const reader = api.callAs({ ...principal, permissions: new Set(['runs:read']) });
    expect(await codeOf(reader.activity.log({ agent: '1', status: 'success' }))).toBe('auth.forbidden');
  });
});
