import type { ModelPrice } from '@signalbox/contracts';

/** Whether a price holds today, will, did, or never counts since another was set for its day. */
export type PriceState = 'now' | 'later' | 'past' | 'replaced';

/** The state on a day in UTC of each of a model's own prices, which come as the server lists them. */
export const toPriceStates = (
  items: readonly Pick<ModelPrice, 'validFrom'>[],
  today: string,
): readonly PriceState[] => {
  const current = items.findIndex(({ validFrom }) => validFrom <= today);
  return items.map(({ validFrom }, index) => {
    if (items[index - 1]?.validFrom === validFrom) return 'replaced';
    if (validFrom > today) return 'later';
    return index === current ? 'now' : 'past';
  });
};
