import { sql } from 'kysely';

import type { Database } from '../database.ts';

/** A line for each table that knows workspaces: how many rows the workspace has there, and a digest of them. */
export const describeWorkspace = async (
  { authDb: db }: Pick<Database, 'authDb'>,
  workspaceId: string,
): Promise<string[]> => {
  const { rows: columns } = await sql<{ tableName: string; columnName: string }>`
    select table_name as "tableName", column_name as "columnName" from information_schema.columns
    where table_schema = 'public' and column_name in ('workspace_id', 'organization_id') order by 1`.execute(db);
  const lines: string[] = [];
  for (const { tableName, columnName } of columns) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' rows, ' || coalesce(md5(string_agg(row, '' order by row)), '') as digest
      from (select to_jsonb(each)::text as row from ${sql.table(tableName)} as each
        where each.${sql.ref(columnName)}::text = ${workspaceId}) as own`.execute(db);
    lines.push(`${tableName}: ${rows[0]?.digest ?? ''}`);
  }
  return lines;
};
