import type { MetricDimension, MetricGroup } from '@signalbox/contracts';
import { Cell, FaultBox, HeadCell, linkClass, Panel, Row, Skeleton, Table, TableBody, TableHead } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { toChange, toPointChange } from '../../figures/to-change.ts';
import { toKeyConditions } from '../../figures/to-key-conditions.ts';
import { toRunsSearch } from '../../figures/to-runs-search.ts';
import { formatCount } from '../../formats/format-count.ts';
import type { PageRange } from '../../time-range/use-range.ts';
import { dimensions, type Measure } from './measures.ts';

interface GroupsTableProps {
  readonly groups: {
    readonly data: readonly MetricGroup[] | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly measure: Measure;
  readonly by: MetricDimension;
  readonly page: PageRange;
}

interface GroupRowProps extends Pick<GroupsTableProps, 'measure' | 'by' | 'page'> {
  readonly group: MetricGroup;
}

const wide = 'hidden md:table-cell';
const changeColors = { neutral: 'text-text-muted', success: 'text-success-text', danger: 'text-danger-text' } as const;

const GroupRow = ({ group, measure, by, page }: GroupRowProps) => {
  const { key, label, current, before } = group;
  const conditions = toKeyConditions(by, key);
  const print = (value: number | null): string => (value === null ? '–' : measure.format(value));
  const compared = {
    now: measure.read(current),
    before: measure.read(before),
    ...(measure.good && { good: measure.good }),
  };
  const change = measure.isShare ? toPointChange(compared) : toChange(compared);
  const name = label === '' ? 'none' : label;
  return (
    <Row>
      <Cell className="w-full max-w-0">
        {conditions ? (
          <Link
            to="/runs"
            search={toRunsSearch(page, conditions, current.gone)}
            className={`${linkClass} block truncate`}
          >
            {name}
          </Link>
        ) : (
          <span className="text-text-muted block truncate">{name}</span>
        )}
      </Cell>
      {!measure.isCount && (
        <Cell isNumeric className={wide}>
          {formatCount(current.count)}
        </Cell>
      )}
      <Cell isNumeric className="font-medium">
        {print(compared.now)}
      </Cell>
      <Cell isNumeric className={`text-text-muted ${wide}`}>
        {print(compared.before)}
      </Cell>
      <Cell isNumeric className={changeColors[change.tone]}>
        {change.text}
      </Cell>
    </Row>
  );
};

/** Each of what figures are told apart by, against the time before; a name leads to its runs. */
export const GroupsTable = ({ groups, measure, by, page }: GroupsTableProps) => {
  const { data, error } = groups;
  const countLabel = by === 'model' || by === 'tool' ? 'Calls' : 'Runs';
  return (
    <Panel
      title={`${measure.label} by ${dimensions.get(by)?.toLowerCase() ?? by}`}
      note={measure.order ? undefined : 'those with the most runs first'}
    >
      {!data && !error && <Skeleton className="mx-4 mb-4 h-40" />}
      {!data && Boolean(error) && (
        <div className="px-4 pb-4">
          <FaultBox fault={toFault(error)} onRetry={() => void groups.refetch()} />
        </div>
      )}
      {data?.length === 0 && <p className="text-text-muted px-4 pb-4">No run began in this time.</p>}
      {data && data.length > 0 && (
        <Table label={`${measure.label} by ${by}`}>
          <TableHead className="static!">
            <HeadCell>{dimensions.get(by)}</HeadCell>
            {!measure.isCount && (
              <HeadCell isNumeric className={wide}>
                {countLabel}
              </HeadCell>
            )}
            <HeadCell isNumeric>{measure.isCount ? countLabel : measure.label}</HeadCell>
            <HeadCell isNumeric className={wide}>
              Before
            </HeadCell>
            <HeadCell isNumeric>Change</HeadCell>
          </TableHead>
          <TableBody>
            {data.map((group) => (
              <GroupRow key={group.key} group={group} measure={measure} by={by} page={page} />
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  );
};
