import { sql, type Kysely } from 'kysely';

const statements = [
  `create table model_prices (
    workspace_id uuid not null references auth_organization (id) on delete cascade,
    id uuid not null, seq bigint generated always as identity,
    provider text not null, model text not null, valid_from date not null,
    rates text, created_by text not null, created_at timestamptz not null,
    primary key (workspace_id, id))`,
  `create index model_prices_model on model_prices (workspace_id, provider, model, valid_from desc, seq desc)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
