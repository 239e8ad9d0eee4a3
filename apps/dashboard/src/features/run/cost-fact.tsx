import { inputTokens, outputTokens, type Run, type RunEvent } from '@signalbox/contracts';
import { Popover } from '@signalbox/ui';

import { formatCount } from '../../formats/format-count.ts';
import { formatDay } from '../../formats/format-day.ts';
import { formatTableCost } from '../../formats/format-table-cost.ts';
import { toCostWords } from '../../transcript/to-cost-words.ts';
import type { RunFigures } from '../../transcript/to-figures.ts';
import { toModelName } from '../../transcript/to-model-name.ts';
import { toRepricedFigures } from '../../transcript/to-repriced-figures.ts';
import { CostLines } from './cost-lines.tsx';
import {
  isCostEstimated,
  listModelCalls,
  toCallCost,
  toCostLines,
  toUsage,
  type ModelCall,
} from './list-model-calls.ts';
import { openableFigure } from './run-fact.tsx';

/** Lines that are drawn; the rest is counted. */
const shownCalls = 50;

const CallLine = ({ call }: { readonly call: ModelCall }) => {
  const usage = toUsage(call);
  const cost = toCallCost(call);
  return (
    <tr>
      <td className="py-0.5 pr-3">
        {call.start.payload.attempt}. {toModelName(call.start.payload)}
        {call.discard && <span className="text-text-muted"> · lost, estimated</span>}
      </td>
      <td className="pr-3 text-right">{usage ? formatCount(inputTokens(usage) + outputTokens(usage)) : '–'}</td>
      <td className="text-right">
        {cost === undefined
          ? '–'
          : cost === null
            ? 'no price'
            : `${isCostEstimated(call) && cost > 0 ? '≈ ' : ''}${formatTableCost(cost)}`}
      </td>
    </tr>
  );
};

const CostTable = ({ events }: { readonly events: readonly RunEvent[] }) => {
  const calls = listModelCalls(events);
  const lines = calls.flatMap(toCostLines);
  if (calls.length === 0) return <p className="text-text-muted">No model was called yet.</p>;
  return (
    <div className="max-h-80 overflow-y-auto" tabIndex={0} role="region" aria-label="Cost of each model call">
      <table className="w-full tabular-nums">
        <thead className="text-meta text-text-muted text-left">
          <tr>
            <th className="font-medium">Model call</th>
            <th className="pr-3 text-right font-medium">Tokens</th>
            <th className="text-right font-medium">Cost</th>
          </tr>
        </thead>
        <tbody>
          {calls.slice(0, shownCalls).map((call) => (
            <CallLine key={call.start.seq} call={call} />
          ))}
        </tbody>
      </table>
      {calls.length > shownCalls && (
        <p className="text-meta text-text-muted mt-1">and {formatCount(calls.length - shownCalls)} more</p>
      )}
      {lines.length > 0 && (
        <div className="border-border mt-2 border-t pt-2">
          <CostLines lines={lines} />
        </div>
      )}
    </div>
  );
};

interface CostFactProps {
  readonly run: Run;
  readonly figures: RunFigures;
  readonly events: readonly RunEvent[];
}

/** What a run cost; its lines on demand, as they were booked. */
export const CostFact = ({ run, figures, events }: CostFactProps) => (
  <Popover
    title="Cost by model call"
    trigger={
      <button type="button" className={openableFigure}>
        {toCostWords(toRepricedFigures(figures, run))}
      </button>
    }
  >
    {run.repricedAt !== null && (
      <p className="text-text-muted mb-2">
        Repriced on {formatDay(run.repricedAt)}: steps show what they were booked at.
      </p>
    )}
    <CostTable events={events} />
  </Popover>
);
