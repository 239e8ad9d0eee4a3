import { newId } from '@signalbox/contracts';
import { testEngines } from '@signalbox/database/testing';
import { toWorkspaceTopic } from '@signalbox/events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('viewer on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  test('getViewer: who asks, where, and what they may do', async () => {
    const { actor, workspaceId, permissions } = api.principal;
    const viewer = await api.caller.viewer.get();
    expect(viewer).toEqual({
      actor,
      workspace: { id: workspaceId, name: 'Test', slug: workspaceId },
      permissions: [...permissions],
      email: null,
      role: null,
      serverVersion: '1.2.3',
      livePosition: expect.any(String),
    });
  });

  test('getViewer: a stream that begins at its position tells what changed since, and nothing else', async () => {
    const { workspaceId } = api.principal;
    const { events, hub } = api.services;
    const { livePosition } = await api.caller.viewer.get();
    const changed = newId();
    events.publish(toWorkspaceTopic(workspaceId), changed);
    const told: unknown[] = [];
    const { missed, close } = hub.open({ workspaceId, after: livePosition }, ({ frames }) => told.push(...frames));
    told.unshift(...missed.frames);
    await expect
      .poll(() => told)
      .toEqual([expect.objectContaining({ frame: { type: 'runs-changed', runIds: [changed] } })]);
    close();
  });

  test('getViewer: a member is told their address and role, a key is not', async () => {
    const { authDb } = api.services.database;
    const { actor, workspaceId } = api.principal;
    const email = `${actor.id}@example.org`;
    const user = { id: actor.id, name: actor.name, email, emailVerified: true, updatedAt: new Date() };
    await authDb.insertInto('auth_user').values(user).execute();
    const member = { id: newId(), organizationId: workspaceId, userId: actor.id, role: 'admin', createdAt: new Date() };
    await authDb.insertInto('auth_member').values(member).execute();
    expect(await api.caller.viewer.get()).toMatchObject({ email, role: 'admin' });
    const key = api.callAs({ ...api.principal, actor: { ...actor, kind: 'api-key' } });
    expect(await key.viewer.get()).toMatchObject({ email: null, role: null });
  });

  test('nobody is told to sign in; without agents:read it is refused', async () => {
    expect(await codeOf(api.callAs(null).viewer.get())).toBe('auth.required');
    expect(await codeOf(api.callAs({ ...api.principal, permissions: new Set() }).viewer.get())).toBe('auth.forbidden');
  });
});
