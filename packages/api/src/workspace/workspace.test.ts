import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('workspace on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  test('getWorkspace: without settings of its own it goes by UTC, and nothing goes by itself', async () => {
    expect(await api.caller.workspace.get()).toEqual({
      id: api.principal.workspaceId,
      name: 'Test',
      settings: {
        timeZone: 'UTC',
        staleAfterMinutes: 60,
        keepRunsDays: null,
        keepStepsDays: null,
        keepActivityDays: null,
      },
      hasSampleData: false,
    });
  });

  test('updateWorkspace: changes what is given and keeps the rest, of this workspace only, audited', async () => {
    await api.caller.workspace.update({ timeZone: 'Asia/Kolkata', keepRunsDays: 30 });
    const { settings } = await api.caller.workspace.update({ keepRunsDays: null, staleAfterMinutes: 5 });
    expect(settings).toMatchObject({ timeZone: 'Asia/Kolkata', keepRunsDays: null, staleAfterMinutes: 5 });
    expect((await api.foreign.workspace.get()).settings.timeZone).toBe('UTC');
    expect(await api.listAudit()).toMatchObject([
      { action: 'workspace.update', details: '{"timeZone":"Asia/Kolkata","keepRunsDays":30}' },
      { action: 'workspace.update', details: '{"staleAfterMinutes":5,"keepRunsDays":null}' },
    ]);
  });

  test('countExpired: what would go is counted in this workspace, and nothing goes', async () => {
    const days = { keepRunsDays: 1, keepStepsDays: null, keepActivityDays: 1 };
    const { items } = await api.caller.workspace.countExpired(days);
    expect(items.map(({ kind, expired }) => [kind, expired])).toEqual([
      ['runs', 0],
      ['steps', 0],
      ['activity', 0],
    ]);
    const stranger = api.callAs({ ...api.principal, permissions: new Set(['runs:report']) });
    expect(await codeOf(stranger.workspace.countExpired(days))).toBe('auth.forbidden');
  });

  test('a zone that is none is refused, and so is who may not', async () => {
    const { issues } = await failureOf(api.caller.workspace.update({ timeZone: 'Mars/Olympus' }));
    expect(issues).toMatchObject([{ path: 'timeZone' }]);
    const reader = api.callAs({ ...api.principal, permissions: new Set(['workspace:read']) });
    expect(await codeOf(reader.workspace.update({ staleAfterMinutes: 5 }))).toBe('auth.forbidden');
  });
});
