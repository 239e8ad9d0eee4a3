import { sql, type Kysely } from 'kysely';

const statements = [
  `alter table conversations
    add title text not null default '', add updated_at timestamptz, add last_run_id uuid`,
  `update conversations set title = first.input_preview
    from (select distinct on (workspace_id, conversation_id) workspace_id, conversation_id, input_preview
      from runs order by workspace_id, conversation_id, id) as first
    where conversations.workspace_id = first.workspace_id and conversations.id = first.conversation_id`,
  `update conversations set last_run_id = last.id, updated_at = last.created_at
    from (select distinct on (workspace_id, conversation_id) workspace_id, conversation_id, id, created_at
      from runs order by workspace_id, conversation_id, id desc) as last
    where conversations.workspace_id = last.workspace_id and conversations.id = last.conversation_id`,
  `update conversations set updated_at = created_at where updated_at is null`,
  `alter table conversations alter title drop default, alter updated_at set not null`,
  // the newest run's id is the order: ids sort by time
  `create index conversations_newest on conversations (workspace_id, last_run_id) where last_run_id is not null`,
  `create index conversations_agent on conversations (workspace_id, agent_id, last_run_id)
    where last_run_id is not null`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
