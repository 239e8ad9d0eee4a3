import { toAgentsTopic } from '@signalbox/events';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

let api: TestApi;
beforeAll(async () => void (api = await openTestApi()), 60_000);
afterAll(() => api.close());

const report = (agent: string, version: string, ...ids: string[]) =>
  api.caller.runs.report({
    agent,
    version,
    runs: ids.map((id) => ({ id, createdAt: '2026-11-01T10:00:00Z', status: 'completed', tools: ['search'] })),
  });

test('an agent that was seen is adopted, with what people call it', async () => {
  await report('seen', '1.0', '1');
  const adopted = await api.caller.agents.adopt({ agent: 'seen', name: 'Seen', project: 'alpha' });
  expect(adopted).toMatchObject({ name: 'Seen', project: 'alpha', isObserved: false, version: 1, versionLabel: '1.0' });
  expect((await api.listAudit()).at(-1)).toMatchObject({ action: 'agents.adopt', target: adopted.id });
});

test('whoever watches is told of agents and versions that a report or an activity made, once', async () => {
  const told: string[] = [];
  const stop = api.services.events.subscribe(toAgentsTopic(api.principal.workspaceId), (id) => void told.push(id));
  const log = (agent: string) => api.caller.activity.log({ agent, status: 'success' });
  for (const id of ['1', '2']) await report('heard', '1.0', id);
  await report('heard', '1.1', '3');
  for (const agent of ['spoken', 'heard', 'spoken']) await log(agent);
  const [heard, spoken] = [
    await api.caller.agents.get({ agent: 'heard' }),
    await api.caller.agents.get({ agent: 'spoken' }),
  ];
  await expect.poll(() => told).toEqual([heard.id, heard.id, spoken.id]);
  stop();
});

test('an agent is merged into another: what was reported of it, and what will be', async () => {
  await report('older', '1.0', '1', '2');
  await report('older', '0.9', '1');
  await report('newer', '1.0', '2', '3');
  const into = await api.caller.agents.get({ agent: 'newer' });
  const merged = await api.caller.agents.merge({ agent: 'older', into: 'newer' });
  expect(merged.id).toBe(into.id);
  const { items: versions } = await api.caller.agents.listVersions({ agent: 'newer' });
  expect(versions.map(({ label }) => label)).toEqual(['0.9', '1.0']);
  expect((await api.caller.agents.get({ agent: 'older' })).id).toBe(into.id);
  expect(await report('older', '1.0', '1', '4')).toMatchObject({ accepted: 1, duplicates: 1 });
  const { items: runs } = await api.caller.runs.list({ agent: into.id });
  expect(runs.map(({ versionLabel, externalId }) => `${versionLabel} ${externalId}`).toSorted()).toEqual([
    '0.9 1',
    '1.0 1',
    '1.0 2',
    '1.0 3',
    '1.0 4',
    '1.0 null',
  ]);
  const tools = await api.services.database.db
    .selectFrom('toolCalls')
    .select(({ fn }) => fn.countAll<number>().as('calls'))
    .where('workspaceId', '=', api.principal.workspaceId)
    .where('agentId', '=', into.id)
    .executeTakeFirstOrThrow();
  expect(tools.calls).toBe(6);
  const listed = await api.caller.agents.list({ isArchived: true });
  expect(listed.items).toEqual([]);
  expect((await api.caller.agents.register({ name: 'Older', slug: 'older' })).id).toBe(into.id);
});

test('only two agents that run elsewhere are merged', async () => {
  await report('one', '1.0', '1');
  const { merge, adopt } = api.caller.agents;
  expect(await codeOf(merge({ agent: 'one', into: 'assistant' }))).toBe('agent.not-external');
  expect(await codeOf(merge({ agent: 'one', into: 'one' }))).toBe('agent.not-external');
  expect(await codeOf(merge({ agent: 'one', into: 'nobody' }))).toBe('agent.not-found');
  expect(await codeOf(api.foreign.agents.merge({ agent: 'one', into: 'one' }))).toBe('agent.not-found');
  expect(await codeOf(adopt({ agent: 'nobody' }))).toBe('agent.not-found');
});

test('lists tell agents that run elsewhere from those that run here', async () => {
  const slugsOf = async (kind: 'hosted' | 'external') =>
    (await api.caller.agents.list({ kind })).items.map(({ slug }) => slug);
  expect(await slugsOf('hosted')).toEqual(['assistant']);
  expect(await slugsOf('external')).toEqual(['one', 'newer', 'spoken', 'heard', 'seen']);
});

test('agents that run elsewhere have no faults and take no messages from here', async () => {
  await api.caller.agents.registerVersion({ agent: 'one', version: '2', models: ['gone/gone'], tools: ['gone'] });
  expect(await api.caller.agents.get({ agent: 'one' })).toMatchObject({
    status: 'active',
    faults: [],
    models: ['gone/gone'],
  });
  expect(await api.caller.agents.getVersion({ agent: 'one', version: '2' })).toMatchObject({ number: 2, spec: null });
  expect(await codeOf(api.caller.runs.start({ agent: 'one', message: 'Hello' }))).toBe('agent.not-hosted');
});

test('a name that can be no slug is registered under another, the same every time', async () => {
  const first = await api.caller.agents.register({ name: 'New' });
  expect(first.slug).toBe('agent-new');
  expect((await api.caller.agents.register({ name: 'New' })).id).toBe(first.id);
});
