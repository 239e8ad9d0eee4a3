import type { OwnPrice } from '@signalbox/models';

import { type RemoteModel, toUnlistedModel } from './remote-model.ts';

/**
 * Models that the workspace priced and that their server doesn't list, by name: they can be called all the same. One whose
 * last price is the shipped one again is left out.
 */
export const listUnlistedModels = (
  ownPrices: readonly OwnPrice[],
  listed: readonly RemoteModel[],
): readonly RemoteModel[] => {
  const known = new Set(listed.map(({ model }) => model.toLowerCase()));
  const byDay = ownPrices.toSorted((left, right) => left.validFrom.localeCompare(right.validFrom));
  const last = new Map(byDay.map((price) => [price.model.toLowerCase(), price]));
  return [...last]
    .filter(([name, { rates }]) => rates !== null && !known.has(name))
    .map(([, { model }]) => toUnlistedModel(model))
    .toSorted((left, right) => left.model.localeCompare(right.model));
};
