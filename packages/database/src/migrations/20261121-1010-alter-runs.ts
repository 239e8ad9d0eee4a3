import { sql, type Kysely } from 'kysely';

// signs part words as spaces do, so that a name in a path or an address is found by itself
const signs = `!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~`;
const toWords = (text: string): string => `translate(${text}, '${signs}', '${' '.repeat(32)}')`;

const statements = [
  `alter table runs
    add waits_for text check (waits_for in ('unknown-outcome', 'approval-required')),
    add resumes int not null default 0 check (resumes >= 0),
    add search tsvector not null generated always as (strip(to_tsvector('simple',
      ${toWords(`input_preview || ' ' || coalesce(output_preview, '') || ' ' || coalesce(left(error_message, 1000), '')`)}))) stored`,
  `update runs set waits_for = (
      select payload::json ->> 'reason' from run_events
      where run_events.run_id = runs.id and run_events.type = 'approval-request' and payload <> ''
      order by seq desc limit 1)
    where status = 'waiting'`,
  `create index runs_agent_status on runs (workspace_id, agent_id, status, id)`,
  `create index runs_source on runs (workspace_id, source, id)`,
  `create index runs_error on runs (workspace_id, error_code, id) where error_code is not null`,
  `create index runs_asking on runs (workspace_id, id) where waits_for is not null`,
  // the figures of a span of time are read from this index alone
  `create index runs_figures on runs (workspace_id, id) include (created_at, status, duration_ms, input_tokens,
    output_tokens, cost_nano_usd, unpriced_calls)`,
  // a short pending list: every search reads it whole
  `create index runs_search on runs using gin (search) with (gin_pending_list_limit = 512)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
