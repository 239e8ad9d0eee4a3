import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newId, toRolePermissions, toScopePermissions } from '@signalbox/contracts';
import { openDatabase } from '@signalbox/database';
import { testEngines } from '@signalbox/database/testing';
import { describe, expect, onTestFinished, test } from 'vitest';

import { createCaller } from '../create-caller.ts';
import { codeOf, openTestApi } from '../testing/open-test-api.ts';

test('createSnapshot: a copy in the data folder, on the record', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-snapshots-'));
  const ignore = (): void => undefined;
  const database = await openDatabase({ databaseUrl: undefined, dataDir, log: ignore, onFatal: ignore });
  const api = await openTestApi();
  onTestFinished(async () => {
    await Promise.all([api.close(), database.close()]);
    rmSync(dataDir, { recursive: true });
  });
  const workspaceId = newId();
  const organization = { id: workspaceId, name: 'Ours', slug: 'ours', createdAt: new Date() };
  await database.authDb.insertInto('auth_organization').values(organization).execute();
  const context = api.toContext({ ...api.principal, workspaceId });
  const caller = createCaller({ ...context, services: { ...api.services, database } });

  const { folder, migration } = await caller.snapshots.create({});
  expect(readdirSync(join(dataDir, folder))).toContain('PG_VERSION');
  expect(migration).toMatch(/^20\d{6}-/);
  const audit = await database.db
    .selectFrom('auditLog')
    .select('action')
    .where('workspaceId', '=', workspaceId)
    .execute();
  expect(audit).toEqual([{ action: 'snapshots.create' }]);
}, 60_000);

test('createSnapshot is for the command line alone: no role and no key may', async () => {
  const api = await openTestApi();
  onTestFinished(() => api.close());
  for (const permissions of [toRolePermissions('owner'), toScopePermissions(['admin'])]) {
    expect(await codeOf(api.callAs({ ...api.principal, permissions }).snapshots.create({}))).toBe('auth.forbidden');
  }
});

describe.each(testEngines.filter((engine) => engine === 'postgres'))('on %s', (engine) => {
  test('createSnapshot says that pg_dump is wanted', async () => {
    const api = await openTestApi({ engine });
    onTestFinished(() => api.close());
    expect(await codeOf(api.caller.snapshots.create({}))).toBe('snapshot.unavailable');
  });
});
