import { isFinalRunStatus, type Run } from '@signalbox/contracts';
import { Cell, Checkbox, cn, HeadCell, Row, RunStatusBadge, Table, TableBody, TableHead } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode, type RefObject } from 'react';

import { formatCount } from '../../formats/format-count.ts';
import { formatTokens } from '../../formats/format-tokens.ts';
import { RunCost } from '../../run-row/run-cost.tsx';
import { RunDuration } from '../../run-row/run-duration.tsx';
import { RunPreview } from '../../run-row/run-preview.tsx';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import { useFade } from '../../run-row/use-fade.ts';
import type { ListActions, ListChoice } from './list-actions.ts';
import { RunMenu } from './run-menu.tsx';
import { useRowWindow } from './use-row-window.ts';

interface RunsTableProps {
  readonly runs: readonly Run[];
  readonly choice: ListChoice;
  readonly actions: ListActions;
  readonly onCheckAll: (areChecked: boolean) => void;
  /** What the rows scroll in. */
  readonly scroll: RefObject<HTMLElement | null>;
}

interface RunRowProps {
  readonly run: Run;
  readonly isPeeked: boolean;
  readonly isChecked: boolean;
  /** Its place in the whole list, from 0. */
  readonly at: number;
  readonly actions: ListActions;
}

/** Columns that a narrow list does without, by the width of the list. */
const fromMedium = 'hidden @3xl:table-cell';
const fromWide = 'hidden @4xl:table-cell';
const fromWidest = 'hidden @5xl:table-cell';
const fromRoomy = 'hidden @6xl:table-cell';

const Tokens = ({ run }: { readonly run: Run }) => {
  const { inputTokens, outputTokens } = run;
  if (inputTokens + outputTokens === 0 && !isFinalRunStatus(run.status)) return '–';
  return <span title={formatTokens(inputTokens, outputTokens)}>{formatCount(inputTokens + outputTokens)}</span>;
};

const RunRow = memo(({ run, isPeeked, isChecked, at, actions }: RunRowProps) => {
  const row = useFade<HTMLTableRowElement>(run);
  return (
    <Row
      ref={row}
      data-run={run.id}
      aria-rowindex={at + 2}
      isSelected={isPeeked || isChecked}
      onOpen={() => actions.onOpen(run)}
    >
      <Cell className="pr-0">
        <Checkbox
          label={`Select run ${run.id.slice(-8)}`}
          isLabelHidden
          checked={isChecked}
          onChange={(next) => actions.onCheck(run, next)}
          className="opacity-0 group-hover/row:opacity-100 group-focus/row:opacity-100 group-data-selecting/list:opacity-100 focus-within:opacity-100 pointer-coarse:opacity-100"
        />
      </Cell>
      <Cell>
        <RunStatusBadge status={run.status} />
      </Cell>
      <Cell>
        <span className="flex min-w-0 gap-1.5" title={`${run.agentName}, version ${run.versionLabel}`}>
          <span className="truncate">{run.agentName}</span>
          <span className="text-text-muted truncate tabular-nums">{run.versionLabel}</span>
        </span>
      </Cell>
      <Cell>
        <Link to="/runs/$runId" params={{ runId: run.id }} tabIndex={-1} className="block">
          <RunPreview run={run} />
        </Link>
      </Cell>
      <Cell isNumeric className="text-text-muted">
        <TimeAgo at={run.createdAt} />
      </Cell>
      <Cell isNumeric>
        <RunDuration run={run} />
      </Cell>
      <Cell isNumeric className={fromWide}>
        <Tokens run={run} />
      </Cell>
      <Cell isNumeric className={fromMedium}>
        <RunCost run={run} />
      </Cell>
      <Cell isCut className={cn('text-text-muted', fromWidest)}>
        {run.initiator === '' ? '–' : run.initiator}
      </Cell>
      <Cell className={cn('text-text-muted', fromRoomy)}>{run.source}</Cell>
      <Cell className="pr-2 pl-0 text-right">
        <RunMenu run={run} isChecked={isChecked} actions={actions} />
      </Cell>
    </Row>
  );
});

/** Where fingers point rows are higher. */
const toRowHeight = (): number => (window.matchMedia('(pointer: coarse)').matches ? 44 : 36);

/** The place of rows that are not drawn. */
const Gap = ({ heightPx }: { readonly heightPx: number }) =>
  heightPx > 0 && <tr aria-hidden style={{ height: heightPx }} />;

const Columns = ({ children }: { readonly children: ReactNode }) => (
  <TableHead>
    <HeadCell className="w-11 pr-0">{children}</HeadCell>
    <HeadCell className="w-26">Status</HeadCell>
    <HeadCell className="w-28 @4xl:w-44">Agent</HeadCell>
    <HeadCell>Input → output or error</HeadCell>
    <HeadCell isNumeric className="w-28">
      Started
    </HeadCell>
    <HeadCell isNumeric className="w-21">
      Duration
    </HeadCell>
    <HeadCell isNumeric className={cn('w-20', fromWide)}>
      Tokens
    </HeadCell>
    <HeadCell isNumeric className={cn('w-24', fromMedium)}>
      Cost
    </HeadCell>
    <HeadCell className={cn('w-28', fromWidest)}>By</HeadCell>
    <HeadCell className={cn('w-24', fromRoomy)}>Source</HeadCell>
    <HeadCell className="w-11">
      <span className="sr-only">Actions</span>
    </HeadCell>
  </TableHead>
);

/** Runs in a table: one line each; of a long list only what is in sight is drawn. */
export const RunsTable = ({ runs, choice, actions, onCheckAll, scroll }: RunsTableProps) => {
  const { peekedId, checkedIds } = choice;
  const { first, end, beforePx, afterPx } = useRowWindow({ count: runs.length, heightPx: toRowHeight(), scroll });
  const checkedCount = checkedIds.size === 0 ? 0 : runs.filter(({ id }) => checkedIds.has(id)).length;
  return (
    <Table
      label="Runs"
      aria-rowcount={runs.length + 1}
      data-selecting={checkedCount > 0 || undefined}
      className="group/list table-fixed"
    >
      <Columns>
        <Checkbox
          label="Select all rows"
          isLabelHidden
          checked={checkedCount > 0 && checkedCount === runs.length}
          isMixed={checkedCount > 0 && checkedCount < runs.length}
          onChange={onCheckAll}
        />
      </Columns>
      <TableBody>
        <Gap heightPx={beforePx} />
        {runs.slice(first, end).map((run, index) => (
          <RunRow
            key={run.id}
            run={run}
            at={first + index}
            isPeeked={run.id === peekedId}
            isChecked={checkedIds.has(run.id)}
            actions={actions}
          />
        ))}
        <Gap heightPx={afterPx} />
      </TableBody>
    </Table>
  );
};
