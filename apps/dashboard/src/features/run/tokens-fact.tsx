import { inputTokens, outputTokens, tokenBuckets, type ModelUsage } from '@signalbox/contracts';
import { Popover } from '@signalbox/ui';

import { formatCount } from '../../formats/format-count.ts';
import { formatTokens } from '../../formats/format-tokens.ts';
import { tokenClasses } from '../../token-classes.ts';
import { openableFigure } from './run-fact.tsx';

/** Tokens by class, those that there are. */
export const TokenTable = ({ usage }: { readonly usage: ModelUsage }) => (
  <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 tabular-nums">
    {tokenBuckets
      .filter((bucket) => usage[bucket] > 0 || bucket === 'inputFresh' || bucket === 'outputText')
      .map((bucket) => (
        <div key={bucket} className="contents">
          <dt className="text-text-muted">{tokenClasses[bucket]}</dt>
          <dd className="text-right">{formatCount(usage[bucket])}</dd>
        </div>
      ))}
  </dl>
);

/** What a run read and wrote; its classes on demand. */
export const TokensFact = ({ usage }: { readonly usage: ModelUsage }) => (
  <Popover
    title="Tokens by class"
    trigger={
      <button type="button" className={openableFigure}>
        {formatTokens(inputTokens(usage), outputTokens(usage))}
      </button>
    }
  >
    <TokenTable usage={usage} />
  </Popover>
);
