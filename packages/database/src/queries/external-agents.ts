import { type Actor, AppError } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import {
  findReportedAgent,
  findReportedVersion,
  insertReportedVersion,
  lockReportedAgent,
  type ReportedVersion,
  toReportDigest,
  toReportedColumns,
} from '../report-writer/find-report-place.ts';
import type { Tables } from '../tables.ts';
import { insertExternalAgent } from './observed-agents.ts';

/** What an agent that runs elsewhere says of itself. */
export interface AgentRegistration {
  readonly workspaceId: string;
  readonly slug: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly type?: string | undefined;
  readonly project?: string | undefined;
  readonly capabilities?: readonly string[] | undefined;
}

/**
 * Makes an external agent, or takes the one of this slug back into use: it is no longer observed or archived, and labels
 * that nobody gave it are filled in. Answers with its id and whether anything changed. Throws `agent.not-external`.
 */
export const registerAgent = async (
  tx: Kysely<Tables>,
  { workspaceId, slug, name, description = '', type = '', project = '', capabilities = [] }: AgentRegistration,
): Promise<{ readonly id: string; readonly isChanged: boolean }> => {
  const made = await insertExternalAgent(tx, { workspaceId, slug, name, isObserved: false });
  const id = made ?? (await findReportedAgent(tx, { workspaceId, agent: slug }))?.id;
  if (id === undefined) throw new AppError('agent.not-found', `There is no agent ${slug}.`);
  const fill = (column: 'description' | 'type' | 'project', text: string) =>
    sql<string>`case when ${sql.ref(column)} = '' then ${text} else ${sql.ref(column)} end`;
  const { numUpdatedRows } = await tx
    .updateTable('agents')
    .set({
      isObserved: false,
      archivedAt: null,
      description: fill('description', description),
      type: fill('type', type),
      project: fill('project', project),
      capabilities: sql<
        string[]
      >`case when capabilities = '{}' then ${[...capabilities]}::text[] else capabilities end`,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('isObserved', '=', true),
        eb('archivedAt', 'is not', null),
        sql<boolean>`(description = '' and ${description} <> '') or (type = '' and ${type} <> '')
          or (project = '' and ${project} <> '') or (capabilities = '{}' and ${[...capabilities]}::text[] <> '{}')`,
      ]),
    )
    .executeTakeFirst();
  return { id, isChanged: made !== undefined || numUpdatedRows > 0n };
};

/**
 * Stores what is said of a version; one that was only seen takes it. `isNew` is false when it was said before. Throws
 * `agent.version-exists` when something else was, `agent.not-found` and `agent.not-external`.
 */
export const registerVersion = async (
  tx: Kysely<Tables>,
  version: {
    readonly workspaceId: string;
    /** Id or slug. */
    readonly agent: string;
    readonly label: string;
    readonly author: Actor;
    readonly content: ReportedVersion;
  },
): Promise<{ readonly agentId: string; readonly number: number; readonly isNew: boolean }> => {
  const { workspaceId, agent, label, content } = version;
  const agentId = (await findReportedAgent(tx, { workspaceId, agent }))?.id;
  const held = agentId === undefined ? undefined : await lockReportedAgent(tx, { workspaceId, id: agentId });
  if (agentId === undefined || !held) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  const known = await findReportedVersion(tx, { workspaceId, agentId, label });
  const author = JSON.stringify(version.author);
  if (!known) {
    const number = held.latestVersion + 1;
    await insertReportedVersion(tx, { workspaceId, agentId, number, label, isObserved: false, author, content });
    return { agentId, number, isNew: true };
  }
  const { number, isObserved, digest } = known;
  if (!isObserved && digest !== toReportDigest(content)) {
    const message = `Version ${label} was registered with other tools, models, cluster or deployment. Give this one another label.`;
    throw new AppError('agent.version-exists', message);
  }
  if (isObserved) {
    await tx
      .updateTable('agentVersions')
      .set({ ...toReportedColumns(content), author, isObserved: false })
      .where('workspaceId', '=', workspaceId)
      .where('agentId', '=', agentId)
      .where('number', '=', number)
      .execute();
  }
  return { agentId, number, isNew: isObserved };
};
