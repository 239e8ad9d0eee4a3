import { newId } from '@signalbox/contracts';
import { insertAgent } from '@signalbox/database';
import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('agents on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi({ engine });
    const { workspaceId } = api.principal;
    const { spec } = api;
    for (const slug of ['second', 'third']) {
      const created = { author: null, status: 'active', at: new Date().toISOString() } as const;
      await insertAgent(api.services.database.db, { workspaceId, slug, name: `The ${slug}`, spec, ...created });
    }
  }, 30_000);
  afterAll(() => api.close());

  test('listAgents: newest first, in pages by cursor or offset, with the total of what matches', async () => {
    const slugsOf = ({ items }: { items: { slug: string }[] }) => items.map(({ slug }) => slug);
    const page = await api.caller.agents.list({ limit: 2 });
    expect(slugsOf(page)).toEqual(['third', 'second']);
    expect(page.total).toBe(3);
    expect(slugsOf(await api.caller.agents.list({ cursor: page.nextCursor ?? '' }))).toEqual(['assistant']);
    expect(slugsOf(await api.caller.agents.list({ offset: 1 }))).toEqual(['second', 'assistant']);
    expect(await api.caller.agents.list({ search: 'THE', limit: 1 })).toMatchObject({ items: { length: 1 }, total: 2 });
    expect(slugsOf(await api.caller.agents.list({ slug: 'second' }))).toEqual(['second']);
    expect(slugsOf(await api.caller.agents.list({ slug: 'the' }))).toEqual([]);
    expect(await api.caller.agents.list({ status: 'draft' })).toEqual({ items: [], nextCursor: null, total: 0 });
    for (const input of [{ cursor: 'AAAA' }, { search: '\0' }, { limit: 1001 }]) {
      expect(await codeOf(api.caller.agents.list(input))).toBe('request.invalid');
    }
  });

  test('getAgent: by id or slug, with its definition; unknown in another workspace', async () => {
    const { id } = api.agent;
    const agent = await api.caller.agents.get({ agent: id.toUpperCase() });
    expect(agent).toMatchObject({ slug: 'assistant', version: 1, spec: { tools: 'all' } });
    expect(await api.caller.agents.get({ agent: 'assistant' })).toEqual(agent);
    expect(await codeOf(api.foreign.agents.get({ agent: id }))).toBe('agent.not-found');
    expect(await codeOf(api.caller.agents.get({ agent: newId() }))).toBe('agent.not-found');
  });

  test('an agent that runs is noted as active, and only there', async () => {
    await api.caller.runs.start({ message: 'Hi', agent: 'second' });
    const activeAt = async (agent: string) => (await api.caller.agents.get({ agent })).lastActiveAt;
    expect(await activeAt('second')).not.toBeNull();
    expect(await activeAt('third')).toBeNull();
  });

  test('both say what the runs of the last 24 hours come to', async () => {
    const { runId } = await api.caller.runs.start({ message: 'Hi', agent: 'third' });
    const last24h = { runs: 1, inputTokens: 0, outputTokens: 0, costNanoUsd: 0, unpricedCalls: 0 };
    expect(await api.caller.agents.get({ agent: 'third' })).toMatchObject({ last24h });
    await api.end(runId);
    const ended = { ...last24h, inputTokens: 10, outputTokens: 5, costNanoUsd: 2_000_000 };
    const { items } = await api.caller.agents.list({});
    expect(items.map((agent) => [agent.slug, agent.last24h])).toContainEqual(['third', ended]);
    expect(items.find(({ slug }) => slug === 'assistant')).toMatchObject({ last24h: { ...last24h, runs: 0 } });
  });

  test('listWords: the projects and capabilities that any agent of the workspace has, each once', async () => {
    expect(await api.caller.agents.listWords()).toEqual({ projects: [], capabilities: [] });
    const words = { project: 'site', capabilities: ['search', 'mail'] };
    await api.caller.agents.register({ name: 'One', ...words });
    await api.caller.agents.register({ name: 'Two', ...words, capabilities: ['search'] });
    const mine = { projects: ['site'], capabilities: ['mail', 'search'] };
    expect(await api.caller.agents.listWords()).toEqual(mine);
    expect(await api.foreign.agents.listWords()).toEqual({ projects: [], capabilities: [] });
  });

  test('without agents:read all are refused', async () => {
    const none = api.callAs({ ...api.principal, permissions: new Set(['runs:read']) });
    expect(await codeOf(none.agents.listWords())).toBe('auth.forbidden');
    expect(await codeOf(none.agents.list({}))).toBe('auth.forbidden');
    expect(await codeOf(none.agents.get({ agent: 'assistant' }))).toBe('auth.forbidden');
  });
});
