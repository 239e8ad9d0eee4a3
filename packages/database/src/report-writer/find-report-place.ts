import { hash } from 'node:crypto';

import { type AgentKind, AppError, toCanonicalJson } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import { findNamedAgent, observeAgent } from '../queries/observed-agents.ts';
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

const nothingReported: ReportedVersion = { tools: [], models: [], cluster: '', deployment: '' };

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

const refuseHosted = (agent: string, kind: AgentKind | undefined): void => {
  if (kind !== 'hosted') return;
  throw new AppError('agent.not-external', `The agent ${agent} runs here: what it does is not reported.`);
};

/** The external agent that is meant, archived ones included; undefined for none. Throws `agent.not-external`. */
export const findReportedAgent = async (
  db: Kysely<Tables>,
  { workspaceId, agent }: Pick<ReportAddress, 'workspaceId' | 'agent'>,
) => {
  const found = await findNamedAgent(db, { workspaceId, agent });
  refuseHosted(agent, found?.kind);
  return found;
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

/**
 * The agent and version that a report is about; those that are not known are made, marked as observed, and then the place
 * is new. Throws `agent.not-found` for an unknown id, and `agent.not-external`.
 */
export const findReportPlace = async (
  db: Kysely<Tables>,
  address: ReportAddress,
): Promise<{ readonly place: ReportPlace; readonly isNew: boolean }> => {
  const { workspaceId, version: label } = address;
  const agent = await findReportedAgent(db, address);
  const known = agent && (await findReportedVersion(db, { workspaceId, agentId: agent.id, label }));
  if (agent && known) return { place: { workspaceId, agentId: agent.id, version: known.number }, isNew: false };
  return db.transaction().execute(async (tx) => {
    const { id: agentId, kind } = await observeAgent(tx, address);
    refuseHosted(address.agent, kind);
    const held = await lockReportedAgent(tx, { workspaceId, id: agentId });
    const found = await findReportedVersion(tx, { workspaceId, agentId, label });
    const number = found?.number ?? (held?.latestVersion ?? 0) + 1;
    if (!found) {
      const seen = { label, isObserved: true, author: null, content: nothingReported };
      await insertReportedVersion(tx, { workspaceId, agentId, number, ...seen });
    }
    return { place: { workspaceId, agentId, version: number }, isNew: !found };
  });
};
