import { sql } from 'kysely';

/** What people call a version, for statements that know its table by its own name: empty where they join none. */
export const versionLabel = sql<string>`coalesce(agent_versions.label, 'v' || agent_versions.number, '')`;
