import type { CostLine } from '@signalbox/contracts';

import { formatCost } from '../../formats/format-cost.ts';
import { formatCount } from '../../formats/format-count.ts';
import { tokenClasses } from '../../token-classes.ts';
import { sumCostLines } from './sum-cost-lines.ts';

/** What tokens cost, class by class, with the price of each. */
export const CostLines = ({ lines }: { readonly lines: readonly CostLine[] }) => (
  <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 tabular-nums">
    {sumCostLines(lines).map(({ bucket, tokens, nanoUsdPerMillionTokens, amount, priceId }) => (
      <div key={`${bucket} ${nanoUsdPerMillionTokens} ${priceId}`} className="contents" title={`Price: ${priceId}`}>
        <dt className="text-text-muted">
          {tokenClasses[bucket]}: {formatCount(tokens)} × {formatCost(nanoUsdPerMillionTokens)} a million
        </dt>
        <dd className="text-right">{formatCost(amount)}</dd>
      </div>
    ))}
  </dl>
);
