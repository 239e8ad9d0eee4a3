import { type ModelPrice, toUsd } from '@signalbox/contracts';
import { Badge, cn } from '@signalbox/ui';

import { formatExactTime } from '../../../formats/format-exact-time.ts';
import { formatTime } from '../../../formats/format-time.ts';
import { formatUtcDay } from '../../../formats/format-utc-day.ts';
import { useNow } from '../../../use-now.ts';
import { formatRate } from './format-rate.ts';
import { bucketWords, priceBuckets } from './price-draft.ts';
import { type PriceState, toPriceStates } from './to-price-states.ts';

/** What a price is, part by part: "Input $0.50 · Output $2.00". */
const toRateWords = ({ rates }: ModelPrice): string => {
  if (rates === null) return 'Not set: the shipped price';
  const parts = priceBuckets.map((bucket) => {
    const rate = rates[bucket];
    return rate === undefined ? [] : [`${bucketWords[bucket].label} ${formatRate(toUsd(rate))}`];
  });
  return parts.flat().join(' · ');
};

const Entry = ({
  price,
  state,
  nowMs,
}: {
  readonly price: ModelPrice;
  readonly state: PriceState;
  readonly nowMs: number;
}) => (
  <li className="flex flex-col gap-0.5 px-3 py-2">
    <span className="flex flex-wrap items-center gap-x-2">
      <span className={cn('font-medium', state === 'replaced' && 'line-through')}>
        From {formatUtcDay(price.validFrom)}
      </span>
      {state !== 'past' && <Badge>{state}</Badge>}
    </span>
    <span className="text-text-muted tabular-nums">{toRateWords(price)}</span>
    <span className="text-meta text-text-muted" title={formatExactTime(price.createdAt)}>
      Set by {price.createdBy}, {formatTime(price.createdAt, nowMs)}
    </span>
  </li>
);

/** What the workspace set for a model over time, the latest day first. */
export const PriceHistory = ({ items, today }: { readonly items: readonly ModelPrice[]; readonly today: string }) => {
  const nowMs = useNow(30_000);
  const states = toPriceStates(items, today);
  if (items.length === 0) return null;
  return (
    <section aria-label="Own prices so far" className="flex flex-col gap-2">
      <h3 className="font-medium">Own prices so far</h3>
      <ul className="rounded-card border-border divide-border divide-y border">
        {items.map((price, index) => (
          <Entry key={price.id} price={price} state={states[index] ?? 'past'} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  );
};
