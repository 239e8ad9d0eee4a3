import { Actor, PriceRates } from '@signalbox/contracts';
import type { Kysely, Selectable } from 'kysely';

import type { ModelPricesTable, Tables } from '../tables.ts';

/** A price of a workspace's own as it is kept. */
export interface StoredPrice {
  readonly id: string;
  /** Name of the connection. */
  readonly provider: string;
  readonly model: string;
  /** First day, in UTC. */
  readonly validFrom: string;
  /** Null: the shipped price again. */
  readonly rates: PriceRates | null;
  readonly createdBy: Actor;
  readonly createdAt: string;
}

const columns = ['id', 'provider', 'model', 'validFrom', 'rates', 'createdBy', 'createdAt'] as const;

type PriceRow = Pick<Selectable<ModelPricesTable>, (typeof columns)[number]>;

const toPrice = ({ rates, createdBy, createdAt, ...row }: PriceRow): StoredPrice => ({
  ...row,
  rates: rates === null ? null : PriceRates.parse(JSON.parse(rates)),
  createdBy: Actor.parse(JSON.parse(createdBy)),
  createdAt: createdAt.toISOString(),
});

/** The prices that count in a workspace, of each model and day the last one, in the order they were inserted. */
export const listCurrentPrices = async (
  db: Kysely<Tables>,
  { workspaceId }: { readonly workspaceId: string },
): Promise<StoredPrice[]> => {
  const current = db
    .selectFrom('modelPrices')
    .select([...columns, 'seq'])
    .distinctOn(['provider', 'model', 'validFrom'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('provider')
    .orderBy('model')
    .orderBy('validFrom', 'desc')
    .orderBy('seq', 'desc');
  const rows = await db.selectFrom(current.as('current')).select(columns).orderBy('seq').execute();
  return rows.map(toPrice);
};

export interface ListPricesOptions {
  readonly workspaceId: string;
  readonly provider: string;
  readonly model: string;
  readonly limit: number;
}

/** All that was set for a model: the latest day first, and of a day what was inserted last. */
export const listPrices = async (db: Kysely<Tables>, options: ListPricesOptions): Promise<StoredPrice[]> => {
  const rows = await db
    .selectFrom('modelPrices')
    .select(columns)
    .where('workspaceId', '=', options.workspaceId)
    .where('provider', '=', options.provider)
    .where('model', '=', options.model)
    .orderBy('validFrom', 'desc')
    .orderBy('seq', 'desc')
    .limit(options.limit)
    .execute();
  return rows.map(toPrice);
};

/** Adds a price; one that was there for the same day stays and counts no more. */
export const insertPrice = async (
  tx: Kysely<Tables>,
  { rates, createdBy, ...price }: StoredPrice & { readonly workspaceId: string },
): Promise<void> => {
  const written = { rates: rates && JSON.stringify(rates), createdBy: JSON.stringify(createdBy) };
  await tx
    .insertInto('modelPrices')
    .values({ ...price, ...written })
    .execute();
};
