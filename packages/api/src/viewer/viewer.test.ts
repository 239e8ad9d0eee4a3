import { testEngines } from '@signalbox/database/testing';
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
    });
  });

  test('nobody is told to sign in; without agents:read it is refused', async () => {
    expect(await codeOf(api.callAs(null).viewer.get())).toBe('auth.required');
    expect(await codeOf(api.callAs({ ...api.principal, permissions: new Set() }).viewer.get())).toBe('auth.forbidden');
  });
});
