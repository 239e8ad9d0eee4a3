import { newId } from '@signalbox/contracts';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { expect, test } from 'vitest';

import type { Tables } from '../tables.ts';
import { RequireWorkspacePlugin } from './require-workspace.ts';

const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (instance) => new PostgresIntrospector(instance),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  plugins: [new RequireWorkspacePlugin()],
});
const workspaceId = newId();
const runId = newId();
const runs = () => db.selectFrom('runs as run').selectAll('run');

const refused = {
  'select without it': () => db.selectFrom('runs').selectAll().where('id', '=', runId),
  'select with it under "or"': () =>
    db
      .selectFrom('runs')
      .selectAll()
      .where((eb) => eb.or([eb('workspaceId', '=', workspaceId), eb('id', '=', runId)])),
  'select with another operator': () => db.selectFrom('runs').selectAll().where('workspaceId', '!=', workspaceId),
  'join of two tables tied only to each other': () =>
    runs().innerJoin('agents as agent', (join) => join.onRef('agent.workspaceId', '=', 'run.workspaceId')),
  'join of a table not tied': () =>
    runs().innerJoin('agents as agent', 'agent.id', 'run.agentId').where('run.workspaceId', '=', workspaceId),
  'subquery without it': () =>
    runs()
      .where('run.workspaceId', '=', workspaceId)
      .where('run.agentId', 'in', (eb) => eb.selectFrom('agents').select('id')),
  'common table without it': () =>
    db
      .with('all', (cte) => cte.selectFrom('runs').select('id'))
      .selectFrom('all')
      .selectAll(),
  'update without it': () => db.updateTable('runs').set({ status: 'queued' }).where('id', '=', runId),
  'update from a table without it': () =>
    db.updateTable('runs').from('agents').set({ status: 'queued' }).where('runs.workspaceId', '=', workspaceId),
  'delete without it': () => db.deleteFrom('runs').where('id', '=', runId),
  'insert without it': () =>
    db
      .insertInto('toolSets')
      .columns(['digest', 'content'])
      .expression((eb) =>
        eb.selectFrom('toolSets').select(['digest', 'content']).where('workspaceId', '=', workspaceId),
      ),
};

const accepted = {
  'select with it': () => db.selectFrom('runs').selectAll().where('workspaceId', '=', workspaceId),
  'select with it in brackets': () =>
    db
      .selectFrom('runs')
      .selectAll()
      .where((eb) => eb.and([eb('id', '=', runId), eb.and([eb('workspaceId', '=', workspaceId)])])),
  'join tied through the other table': () =>
    runs()
      .leftJoin('agents as agent', (join) =>
        join.onRef('agent.workspaceId', '=', 'run.workspaceId').onRef('agent.id', '=', 'run.agentId'),
      )
      .where('run.workspaceId', '=', workspaceId),
  'subquery tied to the outer statement': () =>
    runs()
      .where('run.workspaceId', '=', workspaceId)
      .where((eb) =>
        eb.exists(
          eb.selectFrom('runHeads as head').select('head.runId').whereRef('head.workspaceId', '=', 'run.workspaceId'),
        ),
      ),
  'update with it': () => db.updateTable('runs').set({ status: 'queued' }).where('workspaceId', '=', workspaceId),
  'delete with it': () => db.deleteFrom('runs').where('runs.workspaceId', '=', workspaceId),
  'insert with it': () => db.insertInto('toolSets').values({ workspaceId, digest: '', content: '' }),
};

test.each(Object.entries(refused))('refuses a %s', (_name, statement) => {
  expect(() => statement().compile()).toThrow(/workspaceId/);
});

test.each(Object.entries(accepted))('lets pass a %s', (_name, statement) => {
  expect(statement().compile().sql).toContain('workspaceId');
});
