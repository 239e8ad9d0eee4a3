import { hash } from 'node:crypto';

import { AppError, isId, newId, toCanonicalJson } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import type { ReportPlace } from './report-row.ts';

/** Names an agent and a version as a report does. */
export interface ReportAddress {
  readonly workspaceId: string;
  /** Id or slug; of an agent that was merged into another, the other is meant. */
  readonly agent: string;
  /** The version as its owner calls it. */
  readonly version: string;
}

/** What a report may say of a version; nothing of one that was only seen. */
export interface ReportedVersion {
  readonly tools: readonly string[];
  readonly models: readonly string[];
  readonly cluster: string;
  readonly deployment: string;
}

export const nothingReported: ReportedVersion = { tools: [], models: [], cluster: '', deployment: '' };

/** Equal for equal contents. */
export const toReportDigest = ({ tools, models, cluster, deployment }: ReportedVersion): string =>
  hash('sha256', toCanonicalJson({ tools, models, cluster, deployment }));

/** What a version's row keeps of a report. */
export const toReportedColumns = (version: ReportedVersion) => ({
  digest: toReportDigest(version),
  tools: JSON.stringify(version.tools),
  models: JSON.stringify(version.models),
  cluster: version.cluster,
  deployment: version.deployment,
});

/** The external agent that is meant, archived ones included; undefined for none. Throws `agent.not-external`. */
export const findReportedAgent = async (
  db: Kysely<Tables>,
  { workspaceId, agent }: Pick<ReportAddress, 'workspaceId' | 'agent'>,
) => {
  const row = await db
    .selectFrom('agents as named')
    .innerJoin('agents', (join) =>
      join
        .onRef('agents.workspaceId', '=', 'named.workspaceId')
        .on((on) => on('agents.id', '=', on.fn.coalesce('named.mergedInto', 'named.id'))),
    )
    .select(['agents.id', 'agents.kind', 'agents.latestVersion'])
    .where('named.workspaceId', '=', workspaceId)
    .where(isId(agent) ? 'named.id' : 'named.slug', '=', agent)
    .executeTakeFirst();
  if (row?.kind === 'hosted') {
    throw new AppError('agent.not-external', `The agent ${agent} runs here: what it does is not reported.`);
  }
  return row;
};

/** Holds the agent until the transaction ends, so that its versions get their numbers one after another. */
export const lockReportedAgent = (tx: Kysely<Tables>, { workspaceId, id }: { workspaceId: string; id: string }) =>
  tx
    .selectFrom('agents')
    .select(['id', 'latestVersion'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();

/** The version of this label; undefined for none. */
export const findReportedVersion = (
  db: Kysely<Tables>,
  { workspaceId, agentId, label }: { workspaceId: string; agentId: string; label: string },
) =>
  db
    .selectFrom('agentVersions')
    .select(['number', 'digest', 'isObserved'])
    .where('workspaceId', '=', workspaceId)
    .where('agentId', '=', agentId)
    .where('label', '=', label)
    .executeTakeFirst();

/** Makes the agent's newest version, which is its current one from now on; the agent must be held. */
export const insertReportedVersion = async (
  tx: Kysely<Tables>,
  version: {
    readonly workspaceId: string;
    readonly agentId: string;
    readonly number: number;
    readonly label: string;
    readonly isObserved: boolean;
    /** JSON of an Actor; null for one that was only seen. */
    readonly author: string | null;
    readonly content: ReportedVersion;
  },
): Promise<void> => {
  const { workspaceId, agentId, number, content, ...row } = version;
  await tx
    .insertInto('agentVersions')
    .values({ workspaceId, agentId, number, ...row, ...toReportedColumns(content), spec: null, createdAt: new Date() })
    .execute();
  await tx
    .updateTable('agents')
    .set({ currentVersion: number, latestVersion: number })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', agentId)
    .execute();
};

/** Makes an external agent without a version; undefined when the slug is taken. */
export const insertExternalAgent = async (
  tx: Kysely<Tables>,
  agent: { readonly workspaceId: string; readonly slug: string; readonly name: string; readonly isObserved: boolean },
): Promise<string | undefined> => {
  const id = newId();
  const versions = { currentVersion: 0, latestVersion: 0 };
  const row = { id, ...agent, ...versions, kind: 'external', status: 'active', createdAt: new Date() } as const;
  const inserted = await tx
    .insertInto('agents')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'slug']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
};

const observeAgent = async (tx: Kysely<Tables>, { workspaceId, agent }: ReportAddress): Promise<string> => {
  const known = await findReportedAgent(tx, { workspaceId, agent });
  if (known) return known.id;
  if (isId(agent)) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  const inserted = await insertExternalAgent(tx, { workspaceId, slug: agent, name: agent, isObserved: true });
  // somebody else's, committed meanwhile
  const id = inserted ?? (await findReportedAgent(tx, { workspaceId, agent }))?.id;
  if (id === undefined) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  return id;
};

/**
 * The agent and version that a report is about; those that are not known are made, marked as observed. Throws
 * `agent.not-found` for an unknown id, and `agent.not-external`.
 */
export const findReportPlace = async (db: Kysely<Tables>, address: ReportAddress): Promise<ReportPlace> => {
  const { workspaceId, version: label } = address;
  const agent = await findReportedAgent(db, address);
  const known = agent && (await findReportedVersion(db, { workspaceId, agentId: agent.id, label }));
  if (agent && known) return { workspaceId, agentId: agent.id, version: known.number };
  return db.transaction().execute(async (tx) => {
    const agentId = await observeAgent(tx, address);
    const held = await lockReportedAgent(tx, { workspaceId, id: agentId });
    const found = await findReportedVersion(tx, { workspaceId, agentId, label });
    const number = found?.number ?? (held?.latestVersion ?? 0) + 1;
    if (!found) {
      const seen = { label, isObserved: true, author: null, content: nothingReported };
      await insertReportedVersion(tx, { workspaceId, agentId, number, ...seen });
    }
    return { workspaceId, agentId, version: number };
  });
};
