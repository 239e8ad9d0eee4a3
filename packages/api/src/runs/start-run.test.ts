import { AgentSpec, type AgentSpecInput } from '@signalbox/contracts';
import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('what a run is started with on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi({ engine });
  }, 30_000);
  afterAll(() => api.close());

  const create = async (name: string, spec: AgentSpecInput) =>
    (await api.caller.agents.create({ name, spec, status: 'active' })).slug;
  const requestOf = async (runId: string) => {
    const { events, ...run } = await api.caller.runs.get({ runId });
    const [request] = events;
    return { run, request: request?.type === 'user-request' ? request.payload : undefined };
  };

  test('variables: those without a default must be given, others may be, unknown ones are refused', async () => {
    const agent = await create('Variables', {
      instructions: 'Help {{customer}}, {{tone}}.',
      variables: [{ name: 'customer' }, { name: 'tone', default: 'kindly' }],
    });
    const start = (variables?: Record<string, string>) => api.caller.runs.start({ agent, message: 'Hi', variables });
    const missing = await failureOf(start({ other: 'x' }));
    expect(missing.issues.map(({ path }) => path)).toEqual(['variables.other', 'variables.customer']);
    expect(await codeOf(start())).toBe('request.invalid');
    const { runId } = await start({ customer: 'Ada' });
    expect((await requestOf(runId)).request).toMatchObject({ variables: { customer: 'Ada' } });
    await api.end(runId);
    const again = await api.caller.runs.retry({ runId });
    expect((await requestOf(again.runId)).request).toMatchObject({ variables: { customer: 'Ada' } });
  });

  test('a version that is named runs in place of the published one', async () => {
    const agent = await create('Versions', { instructions: 'One' });
    await api.caller.agents.createVersion({ agent, spec: AgentSpec.parse({ instructions: 'Two' }), baseVersion: 1 });
    const versionOf = async (version?: number) => {
      const { runId } = await api.caller.runs.start({ agent, message: 'Hi', version });
      return (await requestOf(runId)).run.version;
    };
    expect([await versionOf(), await versionOf(1), await versionOf(2)]).toEqual([2, 1, 2]);
    expect(await codeOf(versionOf(3))).toBe('agent.version-not-found');
  });

  test('a definition that is tried is checked, kept with its run, and takes the right to change agents', async () => {
    const agent = await create('Tried', { instructions: 'Saved' });
    const spec = AgentSpec.parse({ instructions: 'Tried' });
    const { runId } = await api.caller.runs.start({ agent, message: 'Hi', spec });
    const { run, request } = await requestOf(runId);
    expect({ run, request }).toMatchObject({ run: { version: 1, isDraft: true }, request: { spec } });
    expect((await requestOf((await api.caller.runs.start({ agent, message: 'Hi' })).runId)).run.isDraft).toBe(false);
    const wrong = api.caller.runs.start({ agent, message: 'Hi', spec: { ...spec, tools: ['gone'] } });
    expect((await failureOf(wrong)).issues.map(({ path }) => path)).toEqual(['spec.tools.0']);
    const runner = api.callAs({ ...api.principal, permissions: new Set(['runs:start']) });
    expect(await codeOf(runner.runs.start({ agent, message: 'Hi', spec }))).toBe('auth.forbidden');
  });

  test('a start that is sent again under its key, even at the same time, is one run', async () => {
    const start = (message: string, rest: object = {}) =>
      api.caller.runs.start({ message, idempotencyKey: 'order 1', ...rest });
    const [first, ...same] = await Promise.all([start('Hi'), start('Hi'), start('Hi')]);
    expect(same).toEqual([first, first]);
    expect(await start('Hi', { agent: 'assistant' })).toEqual(first);
    expect(await codeOf(start('Other'))).toBe('run.key-reused');
    const { slug: agent } = await api.caller.agents.create({ name: 'Keyed', spec: {}, status: 'active' });
    expect(await codeOf(start('Hi', { agent }))).toBe('run.key-reused');
    const { runId } = await api.foreign.runs.start({ message: 'Hi', idempotencyKey: 'order 1' });
    expect(runId).not.toBe(first.runId);
    const { items } = await api.caller.runs.list({ conversationId: first.conversationId });
    expect(items).toHaveLength(1);
  });

  test('drafts and inactive agents answer people only', async () => {
    const { slug: agent } = await api.caller.agents.create({ name: 'Half', spec: {} });
    const key = api.callAs({ ...api.principal, actor: { kind: 'api-key', id: 'k', name: 'Key' } });
    expect(await codeOf(key.runs.start({ agent, message: 'Hi' }))).toBe('agent.not-active');
    await api.caller.runs.start({ agent, message: 'Hi' });
    await api.caller.agents.update({ agent, status: 'active' });
    await key.runs.start({ agent, message: 'Hi' });
    await api.caller.agents.update({ agent, status: 'inactive' });
    expect(await codeOf(key.runs.start({ agent, message: 'Hi' }))).toBe('agent.not-active');
  });

  test('a busy conversation refuses a message, or takes it as the next, as its agent says', async () => {
    const rejecting = await create('Rejecting', { whenBusy: 'reject' });
    const first = await api.caller.runs.start({ agent: rejecting, message: 'One' });
    const { conversationId } = first;
    expect(await codeOf(api.caller.runs.start({ conversationId, message: 'Two' }))).toBe('conversation.busy');
    // a branch from the beginning follows nothing
    await api.caller.runs.start({ conversationId, message: 'Other', previousRunId: null });
    await api.end(first.runId);
    await api.caller.runs.start({ conversationId, message: 'Two', previousRunId: first.runId });

    const queueing = await create('Queueing', {});
    const { conversationId: queue } = await api.caller.runs.start({ agent: queueing, message: 'One' });
    const started = await Promise.all(
      ['Two', 'Three', 'Four'].map((message) => api.caller.runs.start({ conversationId: queue, message })),
    );
    const runs = await Promise.all(started.map(({ runId }) => requestOf(runId)));
    expect(new Set(runs.map(({ run }) => run.previousRunId)).size).toBe(3);
  });

  test('who follows a run that was cancelled in the queue follows the one before it', async () => {
    const agent = await create('Chained', {});
    const { runId: first, conversationId } = await api.caller.runs.start({ agent, message: 'One' });
    const next = async (message: string) => (await api.caller.runs.start({ conversationId, message })).runId;
    const [second, third] = [await next('Two'), await next('Three')];
    await api.caller.runs.cancel({ runId: second });
    await api.caller.runs.cancel({ runId: third });
    const fourth = await next('Four');
    const waits = (runId: string) =>
      api.services.database.db
        .selectFrom('runHeads')
        .select('afterRunId')
        .where('workspaceId', '=', api.principal.workspaceId)
        .where('runId', '=', runId)
        .executeTakeFirst();
    expect(await waits(fourth)).toEqual({ afterRunId: first });
    const fifth = await next('Five');
    const sixth = await next('Six');
    await api.caller.runs.cancel({ runId: fifth });
    expect(await waits(sixth)).toEqual({ afterRunId: fourth });
    await api.end(first);
    const seventh = await next('Seven');
    expect(await waits(seventh)).toEqual({ afterRunId: sixth });
  });

  test('of two messages at once to a conversation that takes one at a time, one is refused', async () => {
    const agent = await create('Single', { whenBusy: 'reject' });
    const { runId, conversationId } = await api.caller.runs.start({ agent, message: 'One' });
    await api.end(runId);
    const settled = await Promise.allSettled(
      ['Two', 'Three'].map((message) => api.caller.runs.start({ conversationId, message })),
    );
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
