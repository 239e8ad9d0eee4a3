import { inputTokens, outputTokens, type ModelUsage } from '@signalbox/contracts';
import { Popover } from '@signalbox/ui';

import { formatCount } from '../../formats/format-count.ts';
import { formatTokens } from '../../formats/format-tokens.ts';
import { openableFigure } from './run-fact.tsx';

/** The classes of tokens, in words. */
const tokenClasses = [
  ['inputFresh', 'Input'],
  ['inputCacheRead', 'Input, read from the cache'],
  ['inputCacheWrite5m', 'Input, written to the cache for 5 min'],
  ['inputCacheWrite1h', 'Input, written to the cache for 1 h'],
  ['inputToolUse', 'Input of tool use'],
  ['outputText', 'Output'],
  ['outputReasoning', 'Output, reasoning'],
] as const satisfies readonly (readonly [keyof ModelUsage, string])[];

/** Tokens by class, those that there are. */
export const TokenTable = ({ usage }: { readonly usage: ModelUsage }) => (
  <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 tabular-nums">
    {tokenClasses
      .filter(([name]) => usage[name] > 0 || name === 'inputFresh' || name === 'outputText')
      .map(([name, label]) => (
        <div key={name} className="contents">
          <dt className="text-text-muted">{label}</dt>
          <dd className="text-right">{formatCount(usage[name])}</dd>
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
