import { AppError } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import { holdMetricState } from '../metrics/metric-state.ts';
import { moveFigures } from '../metrics/move-figures.ts';
import { insertReportedVersion, type ReportedVersion } from '../report-writer/find-report-place.ts';
import type { Tables } from '../tables.ts';
import { parseNames } from './agent-versions.ts';

interface Merge {
  readonly workspaceId: string;
  /** The agent that ends. */
  readonly fromId: string;
  readonly intoId: string;
}

/** Holds both against reports and other merges. */
const lockBoth = async (tx: Kysely<Tables>, { workspaceId, fromId, intoId }: Merge) => {
  const rows = await tx
    .selectFrom('agents')
    .select(['id', 'kind', 'mergedInto', 'latestVersion'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [fromId, intoId])
    .orderBy('id')
    .forUpdate()
    .execute();
  const from = rows.find(({ id }) => id === fromId);
  const into = rows.find(({ id }) => id === intoId);
  if (!from || !into || from.mergedInto !== null || into.mergedInto !== null) {
    throw new AppError('agent.not-found', 'One of the agents is not there any more.');
  }
  if (fromId === intoId || from.kind !== 'external' || into.kind !== 'external') {
    throw new AppError('agent.not-external', 'Two different agents that run elsewhere can be merged.');
  }
  return into;
};

const listReportedVersions = (tx: Kysely<Tables>, workspaceId: string, agentId: string) =>
  tx
    .selectFrom('agentVersions')
    .select(['number', 'label', 'isObserved', 'author', 'tools', 'models', 'cluster', 'deployment'])
    .where('workspaceId', '=', workspaceId)
    .where('agentId', '=', agentId)
    .orderBy('number')
    .execute();

/** Numbers of the versions of one agent by those of the other: of the same label, else of a new one. */
const mapVersions = async (tx: Kysely<Tables>, { workspaceId, fromId, intoId }: Merge, latestVersion: number) => {
  const known = await listReportedVersions(tx, workspaceId, intoId);
  let latest = latestVersion;
  const numbers: { readonly from: number; readonly into: number }[] = [];
  for (const { number, label, tools, models, cluster, deployment, ...row } of await listReportedVersions(
    tx,
    workspaceId,
    fromId,
  )) {
    const same = known.find((version) => version.label === label);
    if (!same) {
      latest += 1;
      const names = parseNames({ tools, models });
      const content: ReportedVersion = {
        ...names,
        tools: names.tools === 'all' ? [] : names.tools,
        cluster,
        deployment,
      };
      await insertReportedVersion(tx, {
        workspaceId,
        agentId: intoId,
        number: latest,
        label: label ?? String(number),
        content,
        ...row,
      });
    }
    numbers.push({ from: number, into: same?.number ?? latest });
  }
  return numbers;
};

const moveRuns = async (tx: Kysely<Tables>, merge: Merge, latestVersion: number): Promise<void> => {
  const { workspaceId, fromId, intoId } = merge;
  for (const { from, into } of await mapVersions(tx, merge, latestVersion)) {
    await sql`
      update runs set agent_id = ${intoId}, version = ${into}, external_id = case when exists (
        select from runs as other where other.workspace_id = ${workspaceId} and other.agent_id = ${intoId}
          and other.version = ${into} and other.external_id = runs.external_id) then null else runs.external_id end
      where workspace_id = ${workspaceId} and agent_id = ${fromId} and version = ${from}`.execute(tx);
    await moveFigures(tx, {
      workspaceId,
      from: { agentId: fromId, version: from },
      into: { agentId: intoId, version: into },
    });
  }
  for (const table of ['toolCalls', 'activity'] as const) {
    await tx
      .updateTable(table)
      .set({ agentId: intoId })
      .where('workspaceId', '=', workspaceId)
      .where('agentId', '=', fromId)
      .execute();
  }
};

/**
 * Gives the runs, versions, tool calls, activity and figures of one external agent to another, and what is reported of it
 * from now on; it is archived under its own slug. Versions of one label become one; where both have a run of one external
 * id, the other agent's keeps it. Throws `agent.not-found` and `agent.not-external`.
 */
export const mergeAgents = async (tx: Kysely<Tables>, merge: Merge): Promise<void> => {
  const { workspaceId, fromId, intoId } = merge;
  // before the agents: a fold has it when it changes their versions
  await holdMetricState(tx, { waits: true });
  const { latestVersion } = await lockBoth(tx, merge);
  await moveRuns(tx, merge, latestVersion);
  await tx
    .updateTable('agents')
    .set({ mergedInto: intoId })
    .where('workspaceId', '=', workspaceId)
    .where((eb) => eb.or([eb('id', '=', fromId), eb('mergedInto', '=', fromId)]))
    .execute();
  await sql`
    update agents set archived_at = coalesce(archived_at, now()), current_version = 0, latest_version = 0
    where workspace_id = ${workspaceId} and id = ${fromId}`.execute(tx);
  await tx.deleteFrom('agentVersions').where('workspaceId', '=', workspaceId).where('agentId', '=', fromId).execute();
};
