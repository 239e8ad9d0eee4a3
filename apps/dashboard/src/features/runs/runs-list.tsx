import { cn, FaultBox, ProgressLine } from '@signalbox/ui';
import { useEffect, useRef, type RefObject } from 'react';

import { toFault } from '../../fault.ts';
import { NewerBar } from '../../newer-bar.tsx';
import type { ListActions, ListChoice } from './list-actions.ts';
import { RunsCards } from './runs-cards.tsx';
import { RunsEmpty } from './runs-empty.tsx';
import { RunsEnd } from './runs-end.tsx';
import { RunsLoading } from './runs-loading.tsx';
import { RunsTable } from './runs-table.tsx';
import { useIsWide } from './use-is-wide.ts';
import type { useRuns } from './use-runs.ts';

interface RunsListProps {
  readonly list: ReturnType<typeof useRuns>;
  readonly filterCount: number;
  /** Runs of the figure that led here which were deleted since. */
  readonly gone: number;
  readonly choice: ListChoice;
  readonly actions: ListActions;
  readonly onCheckAll: (areChecked: boolean) => void;
  readonly onClearFilters: () => void;
}

interface RowsProps extends RunsListProps {
  readonly scroll: RefObject<HTMLElement | null>;
}

const Rows = ({ list, gone, choice, actions, onCheckAll, scroll }: RowsProps) => {
  const isWide = useIsWide();
  const { runs, query } = list;
  return (
    <div className={cn('transition-opacity duration-[120ms]', query.isPlaceholderData && 'opacity-60')}>
      {isWide ? (
        <RunsTable runs={runs} choice={choice} actions={actions} onCheckAll={onCheckAll} scroll={scroll} />
      ) : (
        <RunsCards runs={runs} choice={choice} actions={actions} scroll={scroll} />
      )}
      <RunsEnd
        shown={runs.length}
        gone={gone}
        hasMore={query.hasNextPage && !query.isPlaceholderData}
        isLoading={query.isFetchingNextPage}
        error={query.isFetchNextPageError ? query.error : null}
        onMore={() => void query.fetchNextPage({ cancelRefetch: false })}
      />
    </div>
  );
};

/** The scroll of the list, at the top again whenever it is another list. */
const useListScroll = (line: string) => {
  const scroll = useRef<HTMLDivElement>(null);
  const seenLine = useRef(line);
  useEffect(() => {
    if (seenLine.current === line) return;
    seenLine.current = line;
    scroll.current?.scrollTo({ top: 0 });
  });
  return scroll;
};

/** The rows of the list in their own scroll, or what stands in their place. */
export const RunsList = (props: RunsListProps) => {
  const { list, filterCount, onClearFilters } = props;
  const { line, query, runs, newerCount, showNewer } = list;
  const scroll = useListScroll(line);
  const isFailed = query.isError && !query.isFetchNextPageError;
  const show = (): void => {
    scroll.current?.scrollTo({ top: 0 });
    void showNewer();
  };
  return (
    <div className="border-border bg-surface flex min-h-0 flex-1 flex-col border-t">
      <ProgressLine isActive={query.isFetching && !query.isPending && !query.isFetchingNextPage} />
      <NewerBar count={newerCount} onShow={show} />
      <div
        ref={scroll}
        data-scroll-restoration-id="runs"
        className="@container min-h-0 flex-1 overflow-x-hidden overflow-y-auto [overflow-anchor:none]"
      >
        {isFailed && (
          <div className="p-3 md:p-5">
            <FaultBox fault={toFault(query.error)} onRetry={() => void query.refetch()} />
          </div>
        )}
        {query.isPending && <RunsLoading />}
        {query.data && runs.length > 0 && <Rows {...props} scroll={scroll} />}
        {query.data && runs.length === 0 && !query.isPlaceholderData && !isFailed && (
          <RunsEmpty filterCount={filterCount} onClearFilters={onClearFilters} />
        )}
      </div>
    </div>
  );
};
