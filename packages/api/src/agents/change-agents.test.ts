import { AgentSpec, newId, type Permission } from '@signalbox/contracts';
import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

const spec = AgentSpec.parse({ instructions: 'Be brief.', tools: ['calculator'] });

describe.each(testEngines)('changing agents on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi({ engine });
  }, 30_000);
  afterAll(() => api.close());

  const create = (name: string, rest: object = {}) => api.caller.agents.create({ name, spec, ...rest });
  const issuesOf = async (call: Promise<unknown>) => (await failureOf(call)).issues.map(({ path }) => path);

  test('createAgent makes a draft with version 1, and finds a slug that is free', async () => {
    const agent = await create('  Crème brûlée & Co  ', { capabilities: ['cook'], project: 'kitchen' });
    expect(agent).toMatchObject({
      slug: 'creme-brulee-co',
      name: 'Crème brûlée & Co',
      status: 'draft',
      version: 1,
      latestVersion: 1,
      tools: ['calculator'],
      models: [],
      capabilities: ['cook'],
      archivedAt: null,
      spec,
    });
    expect(await create('Crème brûlée Co')).toMatchObject({ slug: 'creme-brulee-co-2' });
    expect(await create('日本')).toMatchObject({ slug: 'agent' });
    expect(await codeOf(create('Other', { slug: 'creme-brulee-co' }))).toBe('agent.slug-taken');
    const found = await api.caller.agents.list({ capabilities: ['cook'], project: 'kitchen' });
    expect(found.items.map(({ id }) => id)).toEqual([agent.id]);
  });

  test('a definition that can’t work is refused with every fault by its place', async () => {
    const faulty = {
      models: [
        { provider: 'warm', model: 'w', parameters: { heat: 99 } },
        { provider: 'demo', model: 'demo' },
      ],
      instructions: 'Help {{customer}} {{other}}.',
      variables: [{ name: 'customer' }, { name: 'customer' }],
      tools: ['calculator', 'calculator', { name: 'gone' }, { name: 'calculator', fixedArguments: { x: 'a', y: 1 } }],
      output: { name: 'answer', schema: { type: 'array' } },
      limits: { costNanoUsd: 1 },
    };
    expect((await issuesOf(create('Faulty', { spec: faulty }))).toSorted()).toEqual(
      [
        'spec.instructions',
        'spec.limits.costNanoUsd',
        'spec.models.0.parameters.heat',
        'spec.output',
        'spec.output',
        'spec.output.schema.type',
        'spec.tools.1',
        'spec.tools.2',
        'spec.tools.3',
        'spec.variables.1.name',
      ].toSorted(),
    );
    const fixed = { tools: [{ name: 'calculator', fixedArguments: { x: 'a', y: 1 } }] };
    expect(await issuesOf(create('Fixed', { spec: fixed }))).toEqual([
      'spec.tools.0.fixedArguments.x',
      'spec.tools.0.fixedArguments.y',
    ]);
    expect(await issuesOf(create('', { spec, status: 'error' }))).toEqual(['name', 'status']);
  });

  test('a changed definition is a new version, an equal one is not, and an old one never changes', async () => {
    const { slug: agent, id } = await create('Versions');
    const second = { ...spec, instructions: 'Be long.' };
    const saved = await api.caller.agents.createVersion({ agent, spec: second, baseVersion: 1, note: 'Longer' });
    expect(saved).toMatchObject({ number: 2, note: 'Longer', author: { name: 'Signe' }, spec: second });
    const same = { ...second, limits: Object.fromEntries(Object.entries(second.limits).toReversed()) };
    expect(await api.caller.agents.createVersion({ agent, spec: same, baseVersion: 1 })).toMatchObject({ number: 2 });
    expect(await api.caller.agents.getVersion({ agent, version: 1 })).toMatchObject({ number: 1, spec });
    expect(await codeOf(api.caller.agents.getVersion({ agent, version: 3 }))).toBe('agent.version-not-found');
    const conflict = await failureOf(
      api.caller.agents.createVersion({ agent, spec: { ...spec, tools: [] }, baseVersion: 1 }),
    );
    expect(conflict).toMatchObject({
      code: 'agent.version-conflict',
      message: expect.stringContaining('Signe saved version 2'),
    });
    await api.caller.agents.createVersion({ agent, spec, baseVersion: 2, isPublished: false });
    expect(await api.caller.agents.get({ agent })).toMatchObject({ version: 2, latestVersion: 3 });
    expect(await api.caller.agents.publishVersion({ agent, version: 1 })).toMatchObject({
      version: 1,
      latestVersion: 3,
    });
    expect(await codeOf(api.caller.agents.publishVersion({ agent, version: 9 }))).toBe('agent.version-not-found');
    const actions = (await api.listAudit()).filter(({ target }) => target === id).map(({ action }) => action);
    expect(actions).toContain('agents.publishVersion');
  });

  test('of two who save at once on the same version, one is told of the other', async () => {
    const { slug: agent } = await create('Race');
    const save = (instructions: string) =>
      api.caller.agents.createVersion({ agent, spec: { ...spec, instructions }, baseVersion: 1 });
    const settled = await Promise.allSettled([save('one'), save('two')]);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { items } = await api.caller.agents.listVersions({ agent });
    expect(items.map(({ number }) => number)).toEqual([2, 1]);
  });

  test('listVersions: pages, newest first, each with what its runs come to', async () => {
    const { slug: agent } = await create('Totals', { status: 'active' });
    const { runId } = await api.caller.runs.start({ message: 'Hi', agent });
    await api.end(runId);
    await api.fail((await api.caller.runs.start({ message: 'Hi', agent })).runId);
    await api.caller.agents.createVersion({ agent, spec: { ...spec, tools: [] }, baseVersion: 1 });
    const page = await api.caller.agents.listVersions({ agent, limit: 1 });
    expect(page.items).toMatchObject([{ number: 2, last30d: { runs: 0, averageDurationMs: null, lastRunAt: null } }]);
    const { items, nextCursor } = await api.caller.agents.listVersions({ agent, cursor: page.nextCursor ?? '' });
    const last30d = {
      runs: 2,
      completed: 1,
      failed: 1,
      inputTokens: 20,
      costNanoUsd: 4_000_000,
      averageDurationMs: 1500,
    };
    expect({ items, nextCursor }).toMatchObject({ items: [{ number: 1, last30d }], nextCursor: null });
  });

  test('a draft is its member’s own, is there until it is saved or thrown away, and tells the newest version', async () => {
    const { slug: agent } = await create('Draft');
    expect(await api.caller.agents.getDraft({ agent })).toBeNull();
    const changed = { ...spec, instructions: 'Half' };
    await api.caller.agents.updateDraft({ agent, spec, baseVersion: 1 });
    expect(await api.caller.agents.updateDraft({ agent, spec: changed, baseVersion: 1 })).toEqual({ latestVersion: 1 });
    expect(await api.caller.agents.getDraft({ agent })).toMatchObject({ spec: changed, baseVersion: 1 });
    const other = api.callAs({ ...api.principal, actor: { kind: 'user', id: newId(), name: 'Other' } });
    expect(await other.agents.getDraft({ agent })).toBeNull();
    await api.caller.agents.createVersion({ agent, spec: changed, baseVersion: 1 });
    expect(await api.caller.agents.getDraft({ agent })).toBeNull();
    await api.caller.agents.updateDraft({ agent, spec, baseVersion: 2 });
    await api.caller.agents.deleteDraft({ agent });
    expect(await api.caller.agents.getDraft({ agent })).toBeNull();
  });

  test('the command line saves versions and has no drafts', async () => {
    const { slug: agent } = await create('Terminal');
    const actor = { kind: 'local', id: 'cli', name: 'Command line' } as const;
    const { agents } = api.callAs({ ...api.principal, actor });
    const changed = { ...spec, instructions: 'From a file' };
    expect(await agents.createVersion({ agent, spec: changed, baseVersion: 1 })).toMatchObject({
      number: 2,
      author: actor,
    });
    expect(await agents.getDraft({ agent })).toBeNull();
    expect(await agents.deleteDraft({ agent })).toEqual({});
    expect(await codeOf(agents.updateDraft({ agent, spec, baseVersion: 2 }))).toBe('auth.forbidden');
  });

  test('an active agent whose runs would fail is in error, with its reasons; lists filter by that', async () => {
    const { slug: agent, id } = await create('Faults', {
      status: 'active',
      spec: { ...spec, models: [{ provider: 'gone', model: 'm' }] },
    });
    await api.caller.tools.update({ name: 'calculator', enabled: false });
    const codes = ['provider-missing', 'tool-off'];
    const found = await api.caller.agents.get({ agent });
    expect(found.status).toBe('error');
    expect(found.faults.map(({ code }) => code)).toEqual(codes);
    const listed = await api.caller.agents.list({ status: 'error' });
    expect(listed.items.map((each) => each.id)).toContain(id);
    expect((await api.caller.agents.list({ status: 'active' })).items.map((each) => each.id)).not.toContain(id);
    await api.caller.agents.update({ agent, status: 'inactive' });
    expect(await api.caller.agents.get({ agent })).toMatchObject({
      status: 'inactive',
      faults: codes.map((code) => ({ code })),
    });
    await api.caller.tools.update({ name: 'calculator', enabled: true });
  });

  test('an archived agent is in no list and takes no run until it is restored', async () => {
    const { slug: agent, id } = await create('Old', { status: 'active' });
    await api.caller.agents.update({ agent, name: 'Older', description: 'For tests' });
    expect(await api.caller.agents.archive({ agent })).toMatchObject({ name: 'Older', archivedAt: expect.any(String) });
    const idsOf = async (isArchived: boolean) =>
      (await api.caller.agents.list({ isArchived, search: 'older' })).items.map((each) => each.id);
    expect([await idsOf(false), await idsOf(true)]).toEqual([[], [id]]);
    expect(await codeOf(api.caller.runs.start({ message: 'Hi', agent }))).toBe('agent.not-active');
    expect(await api.caller.agents.restore({ agent })).toMatchObject({ archivedAt: null, status: 'active' });
    await api.caller.runs.start({ message: 'Hi', agent });
  });

  test('an agent is deleted once its runs are, and its slug is free again', async () => {
    const { slug: agent } = await create('Brief', { status: 'active' });
    await api.caller.agents.updateDraft({ agent, spec, baseVersion: 1 });
    const { runId, conversationId } = await api.caller.runs.start({ message: 'Hi', agent });
    await api.end(runId);
    expect(await codeOf(api.caller.agents.delete({ agent }))).toBe('agent.has-runs');
    expect(await api.caller.agents.get({ agent })).toMatchObject({ latestVersion: 1 });
    await api.caller.runs.delete({ runId });
    const deleted = await api.caller.agents.delete({ agent });
    expect(await codeOf(api.caller.agents.get({ agent }))).toBe('agent.not-found');
    expect(await codeOf(api.caller.runs.start({ message: 'Hi', conversationId }))).toBe('conversation.not-found');
    expect(await api.listAudit()).toContainEqual(
      expect.objectContaining({ action: 'agents.delete', target: deleted.id }),
    );
    expect(await create('Brief')).toMatchObject({ slug: 'brief', latestVersion: 1 });
  });

  test('of a deletion and a run that begins at the same time, one is refused', async () => {
    const outcomes = Array.from({ length: 5 }, async (_, index) => {
      const { slug: agent } = await create(`Contested ${index}`, { status: 'active' });
      const { runs, agents } = api.caller;
      const settled = await Promise.allSettled([runs.start({ message: 'Hi', agent }), agents.delete({ agent })]);
      return settled.filter(({ status }) => status === 'fulfilled').length;
    });
    expect(await Promise.all(outcomes)).toEqual([1, 1, 1, 1, 1]);
  });

  test('all changes need agents:update and stay in their workspace', async () => {
    const { slug: agent } = await create('Guarded');
    const readOnly: Permission[] = ['agents:read', 'runs:start'];
    const reader = api.callAs({ ...api.principal, permissions: new Set(readOnly) }).agents;
    const base = { agent, spec, baseVersion: 1 };
    const changes = (agents: typeof reader) => [
      agents.update({ agent, name: 'x' }),
      agents.archive({ agent }),
      agents.delete({ agent }),
      agents.restore({ agent }),
      agents.createVersion(base),
      agents.publishVersion({ agent, version: 1 }),
      agents.updateDraft(base),
      agents.deleteDraft({ agent }),
    ];
    const codesOf = async (calls: Promise<unknown>[]) => new Set(await Promise.all(calls.map(codeOf)));
    expect(await codesOf([reader.create({ name: 'x', spec }), ...changes(reader)])).toEqual(
      new Set(['auth.forbidden']),
    );
    const { foreign } = api;
    const reads = [
      foreign.agents.listVersions({ agent }),
      foreign.agents.getVersion({ agent, version: 1 }),
      foreign.agents.getDraft({ agent }),
    ];
    expect(await codesOf([...changes(foreign.agents), ...reads])).toEqual(new Set(['agent.not-found']));
  });
});
