import type { ModelPrice } from '@signalbox/contracts';
import type { StoredPrice } from '@signalbox/database';

/** A kept price as callers see it. */
export const toModelPrice = ({ createdBy, ...price }: StoredPrice): ModelPrice => ({
  ...price,
  createdBy: createdBy.name,
});
