import type { RepricedModel } from '@signalbox/contracts';
import { Cell, cn, HeadCell, Row, Table, TableBody, TableHead } from '@signalbox/ui';

import { formatCost } from '../../../formats/format-cost.ts';
import { formatCount, formatNoun } from '../../../formats/format-count.ts';
import { toDifferenceWords, toKeptWords } from './to-repriced-words.ts';

/** Rows that are drawn; the rest is counted. */
const shownModels = 50;

/** By the room of the dialog. */
const wide = 'hidden @md:table-cell';
const narrow = '@md:hidden';

const toChange = ({ costNanoUsdBefore, costNanoUsdAfter }: RepricedModel): number =>
  Math.abs(costNanoUsdAfter - costNanoUsdBefore);

interface SpendProps {
  readonly model: RepricedModel;
  readonly costNanoUsd: number;
  readonly unpricedCalls: number;
}

/** A cost, and under it the calls that are not in it. */
const Spend = ({ model, costNanoUsd, unpricedCalls }: SpendProps) => (
  <Cell isNumeric className="py-2 align-top">
    {model.runs === 0 ? '–' : costNanoUsd === 0 && unpricedCalls > 0 ? 'no price' : formatCost(costNanoUsd)}
    {unpricedCalls > 0 && (
      <span className="text-meta text-text-muted block">{formatNoun(unpricedCalls, 'call')} unpriced</span>
    )}
  </Cell>
);

const ModelRow = ({ model }: { readonly model: RepricedModel }) => {
  const { costNanoUsdBefore, costNanoUsdAfter, unpricedCallsBefore, unpricedCallsAfter } = model;
  const name = model.model === '' ? 'model not told' : model.model;
  const difference = model.runs === 0 ? '–' : toDifferenceWords(costNanoUsdBefore, costNanoUsdAfter);
  return (
    <Row>
      <Cell className="w-full max-w-0 py-2 align-top">
        <span className="text-code block font-mono break-all whitespace-normal">{name}</span>
        {model.runs > 0 && (
          <span className={cn('text-meta text-text-muted block tabular-nums', narrow)}>
            {formatNoun(model.runs, 'run')} · {difference}
          </span>
        )}
        {toKeptWords(model.kept).map((words) => (
          <span key={words} className="text-meta text-text-muted block whitespace-normal">
            {words}
          </span>
        ))}
      </Cell>
      <Cell isNumeric className={cn(wide, 'py-2 align-top')}>
        {formatCount(model.runs)}
      </Cell>
      <Spend model={model} costNanoUsd={costNanoUsdBefore} unpricedCalls={unpricedCallsBefore} />
      <Spend model={model} costNanoUsd={costNanoUsdAfter} unpricedCalls={unpricedCallsAfter} />
      <Cell isNumeric className={cn(wide, 'py-2 align-top')}>
        {difference}
      </Cell>
    </Row>
  );
};

/** What a repricing makes of each model's cost, the largest change first. */
export const RepricedTable = ({ models }: { readonly models: readonly RepricedModel[] }) => {
  const sorted = models.toSorted((left, right) => toChange(right) - toChange(left) || right.runs - left.runs);
  const left = sorted.length - shownModels;
  return (
    <div className="rounded-card border-border @container overflow-clip border">
      <Table label="Cost by model">
        <TableHead>
          <HeadCell>Model</HeadCell>
          <HeadCell isNumeric className={wide}>
            Runs
          </HeadCell>
          <HeadCell isNumeric>Before</HeadCell>
          <HeadCell isNumeric>After</HeadCell>
          <HeadCell isNumeric className={wide}>
            Difference
          </HeadCell>
        </TableHead>
        <TableBody>
          {sorted.slice(0, shownModels).map((model) => (
            <ModelRow key={model.model} model={model} />
          ))}
        </TableBody>
      </Table>
      {left > 0 && <p className="text-text-muted px-4 py-2">and {formatNoun(left, 'more model')}</p>}
    </div>
  );
};
