import { type RawBuilder, sql } from 'kysely';

// their index has both ends of a version's runs
const toRunSql = (order: 'asc' | 'desc'): RawBuilder<Date | null> => sql`(
  select created_at from runs
  where runs.workspace_id = agent_versions.workspace_id and runs.agent_id = agent_versions.agent_id
    and runs.version = agent_versions.number
  order by runs.id ${sql.raw(order)} limit 1)`;

/** When a version's first run began, deleted ones included, for statements that know its table by its own name. */
export const versionFirstRunAt = sql<Date | null>`least(agent_versions.first_run_at, ${toRunSql('asc')})`;

/** The same of its last run; the version's own column may be some seconds behind. */
export const versionLastRunAt = sql<Date | null>`greatest(agent_versions.last_run_at, ${toRunSql('desc')})`;
