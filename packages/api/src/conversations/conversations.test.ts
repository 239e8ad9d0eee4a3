import { newId } from '@signalbox/contracts';
import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('conversations on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  test('listConversations: the one with the newest run first, in pages, of one agent if asked', async () => {
    const own = await openTestApi({ engine });
    const { runs, conversations } = own.caller;
    const [first, second, third] = [
      await runs.start({ message: 'x'.repeat(400) }),
      await runs.start({ message: 'second' }),
      await runs.start({ message: 'third' }),
    ];
    const again = await runs.start({ message: 'again', conversationId: first.conversationId });
    await own.end(again.runId);
    const page = await conversations.list({ limit: 2 });
    expect(page.items).toMatchObject([
      {
        id: first.conversationId,
        title: 'x'.repeat(300),
        lastRunId: again.runId,
        lastRunStatus: 'completed',
        totals: { runs: 2, inputTokens: 10, outputTokens: 5, costNanoUsd: 2_000_000, unpricedCalls: 0 },
      },
      { id: third.conversationId, title: 'third', agentSlug: 'assistant', lastRunStatus: 'queued' },
    ]);
    const [newest] = page.items;
    expect(newest?.updatedAt).toBe((await runs.get({ runId: again.runId })).createdAt);
    const rest = await conversations.list({ limit: 2, cursor: page.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ id: second.conversationId }], nextCursor: null });
    expect((await conversations.list({ agent: 'assistant' })).items).toHaveLength(3);
    expect((await conversations.list({ agent: newId() })).items).toEqual([]);
    expect((await own.foreign.conversations.list({})).items).toEqual([]);
    expect(await codeOf(conversations.list({ cursor: 'AAAA' }))).toBe('request.invalid');
    await own.close();
  }, 30_000);

  test('getConversation: its runs oldest first, with what each follows', async () => {
    const { runs, conversations } = api.caller;
    const one = await runs.start({ message: 'one' });
    const { conversationId } = one;
    const two = await runs.start({ message: 'two', conversationId });
    const branch = await runs.start({ message: 'two again', previousRunId: one.runId });
    const conversation = await conversations.get({ conversationId });
    expect(conversation).toMatchObject({ id: conversationId, title: 'one', lastRunId: branch.runId });
    expect(conversation.runs.map(({ id, previousRunId }) => [id, previousRunId])).toEqual([
      [one.runId, null],
      [two.runId, one.runId],
      [branch.runId, one.runId],
    ]);
  });

  test('a deleted run is no longer the last one, and a conversation without runs is in no list', async () => {
    const { runs, conversations } = api.caller;
    const one = await runs.start({ message: 'one' });
    const { conversationId } = one;
    const two = await runs.start({ message: 'two', conversationId });
    for (const { runId } of [one, two]) await api.end(runId);
    await runs.delete({ runId: two.runId });
    expect(await conversations.get({ conversationId })).toMatchObject({ lastRunId: one.runId, runs: { length: 1 } });
    await runs.delete({ runId: one.runId });
    expect(await codeOf(conversations.get({ conversationId }))).toBe('conversation.not-found');
    expect((await conversations.list({})).items.map(({ id }) => id)).not.toContain(conversationId);
    const { runId } = await runs.start({ message: 'three', conversationId });
    expect(await conversations.get({ conversationId })).toMatchObject({ lastRunId: runId });
  });

  test('without runs:read both are refused; in another workspace the conversation is unknown', async () => {
    const { conversationId } = await api.caller.runs.start({ message: 'Hi' });
    const none = api.callAs({ ...api.principal, permissions: new Set(['agents:read']) });
    expect(await codeOf(none.conversations.list({}))).toBe('auth.forbidden');
    expect(await codeOf(none.conversations.get({ conversationId }))).toBe('auth.forbidden');
    expect(await codeOf(api.foreign.conversations.get({ conversationId }))).toBe('conversation.not-found');
    expect(await codeOf(api.caller.conversations.get({ conversationId: newId() }))).toBe('conversation.not-found');
  });
});
