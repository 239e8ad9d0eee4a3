import type { Rates } from './price.ts';

/** What a workspace set for a model of a provider, from a day on. */
export interface OwnPrice {
  readonly id: string;
  /** As the provider names it; letter case counts for nothing. */
  readonly model: string;
  /** First day, in UTC, such as `2026-11-21`. */
  readonly validFrom: string;
  /** Null: the shipped price again. */
  readonly rates: Rates | null;
}

const prefix = 'workspace ';

/** What the cost lines of a workspace's own price name it by. */
export const toOwnPriceId = ({ id }: OwnPrice): string => prefix + id;

/** Whether a cost line's price is one of the workspace's own. */
export const isOwnPriceId = (priceId: string): boolean => priceId.startsWith(prefix);
