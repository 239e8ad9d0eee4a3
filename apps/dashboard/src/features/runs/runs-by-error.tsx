import type { ErrorGroup } from '@signalbox/contracts';
import {
  Cell,
  EmptyState,
  FaultBox,
  HeadCell,
  Row,
  Skeleton,
  Table,
  TableBody,
  TableHead,
  Tooltip,
} from '@signalbox/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';

import { toFault } from '../../fault.ts';
import { toErrorConditions } from '../../figures/to-error-conditions.ts';
import { useFiguresChanges } from '../../figures/use-figures-changes.ts';
import { formatCount } from '../../formats/format-count.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import { useTRPC } from '../../trpc.ts';
import { useNow } from '../../use-now.ts';
import { useWorkspace } from '../../use-workspace.ts';
import type { ReadFilter } from './read-runs-search.ts';
import { toErrorQuestion, usualRange } from './to-error-question.ts';
import { toFilterLabel } from './to-filter-label.ts';
import type { ChangeSearch } from './use-change-search.ts';

interface RunsByErrorProps {
  readonly filters: readonly ReadFilter[];
  readonly onChange: ChangeSearch;
}

const mostGroups = 50;
const renewMs = 60_000;
const wide = 'hidden md:table-cell';

const GroupRow = ({ group, onOpen }: { readonly group: ErrorGroup; readonly onOpen: () => void }) => {
  const { code, message, runs, firstAt, lastAt, lastRunId, versions } = group;
  return (
    <Row onOpen={onOpen}>
      <Cell className="w-full max-w-0 py-2">
        <Tooltip text={message} isForCut>
          <span className="text-danger-text block truncate">{message === '' ? code : message}</span>
        </Tooltip>
        <span className="text-meta text-text-muted block truncate">
          <span className="font-mono">{code}</span>
          {versions.length > 0 && ` · ${versions.join(', ')}`}
        </span>
      </Cell>
      <Cell isNumeric>{formatCount(runs)}</Cell>
      <Cell isNumeric className={`text-text-muted ${wide}`}>
        <TimeAgo at={firstAt} />
      </Cell>
      <Cell isNumeric className="text-text-muted">
        <Link to="/runs/$runId" params={{ runId: lastRunId }} className="hover:underline">
          <TimeAgo at={lastAt} />
        </Link>
      </Cell>
    </Row>
  );
};

interface GroupsProps {
  readonly items: readonly ErrorGroup[];
  readonly onOpen: (group: ErrorGroup) => void;
}

const Groups = ({ items, onOpen }: GroupsProps) => (
  <Table label="Errors">
    <TableHead>
      <HeadCell>Error</HeadCell>
      <HeadCell isNumeric>Runs</HeadCell>
      <HeadCell isNumeric className={wide}>
        First
      </HeadCell>
      <HeadCell isNumeric>Last</HeadCell>
    </TableHead>
    <TableBody>
      {items.map((group) => (
        <GroupRow key={`${group.code} ${group.lastRunId}`} group={group} onOpen={() => onOpen(group)} />
      ))}
    </TableBody>
  </Table>
);

/** The failed runs that the filters are about, by how they failed; a row opens its runs. */
export const RunsByError = ({ filters, onChange }: RunsByErrorProps) => {
  const trpc = useTRPC();
  const nowMs = useNow(renewMs);
  const timeZone = useWorkspace().data?.settings.timeZone ?? 'UTC';
  const { input, ignored } = toErrorQuestion(filters, { nowMs, timeZone });
  const { data, error, refetch } = useQuery(
    trpc.metrics.listErrors.queryOptions({ ...input, limit: mostGroups }, { placeholderData: keepPreviousData }),
  );
  useFiguresChanges();
  const hasTime = filters.some(({ key }) => key === 'range' || key === 'from' || key === 'until');
  // what narrowed no group would narrow the list
  const dropped = Object.fromEntries(ignored.map(({ key }) => [key, undefined]));
  const open = (group: ErrorGroup): void =>
    onChange({ ...dropped, ...toErrorConditions(group), group: undefined, ...(!hasTime && { range: usualRange }) });
  return (
    <div className="border-border bg-surface min-h-0 flex-1 overflow-y-auto border-t">
      {(ignored.length > 0 || data?.isPartial) && (
        <p className="text-meta text-text-muted px-4 py-2">
          {ignored.length > 0 && `Not narrowed by ${ignored.map((one) => toFilterLabel(one, nowMs)).join(', ')}. `}
          {data?.isPartial && 'Of the newest 10,000 failed runs.'}
        </p>
      )}
      {!data && !error && <Skeleton className="m-4 h-40" />}
      {!data && error && (
        <div className="p-4">
          <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {data?.items.length === 0 && (
        <EmptyState icon={CircleCheck} title="No run failed" body="None that these filters are about, in this time." />
      )}
      {data && data.items.length > 0 && <Groups items={data.items} onOpen={open} />}
    </div>
  );
};
