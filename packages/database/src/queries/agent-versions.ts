import { hash } from 'node:crypto';

import {
  Actor,
  AgentSpec,
  AgentVersion,
  type AgentVersionDetail,
  AppError,
  toCanonicalJson,
  toModelIds,
  toToolNames,
} from '@signalbox/contracts';
import type { Kysely, Selectable } from 'kysely';

import type { AgentVersionsTable, Tables } from '../tables.ts';

/** The names that a version's row keeps of its definition. */
export const parseNames = ({ models, tools }: Pick<AgentVersionsTable, 'models' | 'tools'>) => ({
  models: AgentVersion.shape.models.parse(JSON.parse(models)),
  tools: AgentVersion.shape.tools.parse(JSON.parse(tools)),
});

/** The definition that a row keeps; null for versions that were reported. */
export const parseSpec = (spec: string | null): AgentSpec | null =>
  spec === null ? null : AgentSpec.parse(JSON.parse(spec));

/** Equal for equal definitions, whatever the order of their members. */
export const toSpecDigest = (spec: AgentSpec): string => hash('sha256', toCanonicalJson(spec));

export interface NewVersion {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly number: number;
  readonly spec: AgentSpec;
  readonly note?: string;
  readonly author: Actor | null;
  readonly at: string;
}

/** Stores a definition under its number, which must be free. */
export const insertVersion = async (tx: Kysely<Tables>, version: NewVersion): Promise<void> => {
  const { workspaceId, agentId, number, spec, note, author, at } = version;
  await tx
    .insertInto('agentVersions')
    .values({
      workspaceId,
      agentId,
      number,
      spec: JSON.stringify(spec),
      digest: toSpecDigest(spec),
      note,
      author: author && JSON.stringify(author),
      models: JSON.stringify(toModelIds(spec)),
      tools: JSON.stringify(toToolNames(spec)),
      createdAt: at,
    })
    .execute();
};

const columns = [
  'number',
  'label',
  'digest',
  'note',
  'author',
  'models',
  'tools',
  'cluster',
  'deployment',
  'isObserved',
  'createdAt',
] as const;

type VersionRow = Pick<Selectable<AgentVersionsTable>, (typeof columns)[number]>;

const toVersion = ({ models, tools, label, author, createdAt, ...row }: VersionRow): AgentVersion => ({
  ...row,
  label: label ?? `v${row.number}`,
  ...parseNames({ models, tools }),
  author: author === null ? null : Actor.parse(JSON.parse(author)),
  createdAt: createdAt.toISOString(),
});

interface AgentKey {
  readonly workspaceId: string;
  readonly agentId: string;
}

/** A version with its definition. Throws `agent.version-not-found`. */
export const getVersion = async (
  db: Kysely<Tables>,
  { workspaceId, agentId, number }: AgentKey & { readonly number: number },
): Promise<AgentVersionDetail> => {
  const row = await db
    .selectFrom('agentVersions')
    .select([...columns, 'spec'])
    .where('workspaceId', '=', workspaceId)
    .where('agentId', '=', agentId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw new AppError('agent.version-not-found', `The agent has no version ${number}.`);
  const { spec, ...rest } = row;
  return { ...toVersion(rest), spec: parseSpec(spec) };
};

/**
 * The number of the version that people call this: by its label, `v3` or `3` else. Throws `agent.version-not-found`.
 */
export const getVersionNumber = async (
  db: Kysely<Tables>,
  { workspaceId, agentId, label }: AgentKey & { readonly label: string },
): Promise<number> => {
  const number = Number(/^v?(\d{1,9})$/.exec(label)?.[1] ?? 0);
  const row = await db
    .selectFrom('agentVersions')
    .select('number')
    .where('workspaceId', '=', workspaceId)
    .where('agentId', '=', agentId)
    .where((eb) => eb.or([eb('label', '=', label), eb('number', '=', number)]))
    .orderBy((eb) => eb('label', 'is not distinct from', label), 'desc')
    .executeTakeFirst();
  if (!row) throw new AppError('agent.version-not-found', `The agent has no version ${label}.`);
  return row.number;
};

/** Versions of the agent, newest first, from the one before `before` on. */
export const listVersions = async (
  db: Kysely<Tables>,
  { workspaceId, agentId, limit, before }: AgentKey & { readonly limit: number; readonly before?: number | undefined },
): Promise<AgentVersion[]> => {
  const rows = await db
    .selectFrom('agentVersions')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('agentId', '=', agentId)
    .$if(before !== undefined, (query) => query.where('number', '<', before ?? 0))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toVersion);
};

/**
 * Gives the agent's next number to one caller at a time: the transaction holds the agent until it ends. Undefined when
 * the newest version is another than the caller began from.
 */
export const takeVersionNumber = async (
  tx: Kysely<Tables>,
  { workspaceId, agentId, baseVersion }: AgentKey & { readonly baseVersion: number },
): Promise<number | undefined> => {
  const taken = await tx
    .updateTable('agents')
    .set({ latestVersion: baseVersion + 1 })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', agentId)
    .where('latestVersion', '=', baseVersion)
    .returning('latestVersion')
    .executeTakeFirst();
  return taken?.latestVersion;
};

/** New runs of the agent use this version from now on. */
export const setCurrentVersion = async (
  tx: Kysely<Tables>,
  { workspaceId, agentId, number }: AgentKey & { readonly number: number },
): Promise<void> => {
  await tx
    .updateTable('agents')
    .set({ currentVersion: number })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', agentId)
    .execute();
};
