import { FaultBox, Panel, Skeleton } from '@signalbox/ui';
import type { ReactNode } from 'react';

import { toFault } from '../fault.ts';

interface TopListProps<Item> {
  readonly title: string;
  readonly note?: string;
  readonly actions?: ReactNode;
  readonly answer: {
    readonly data: readonly Item[] | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  /** Said when there is nothing. */
  readonly empty: ReactNode;
  readonly toKey: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
}

/** A short list of what there is most of, in a panel. */
export const TopList = <Item,>(props: TopListProps<Item>) => {
  const { title, note, actions, answer, empty, toKey, children } = props;
  const { data, error } = answer;
  return (
    <Panel title={title} note={note} actions={actions}>
      {!data && !error && <Skeleton className="mx-4 mb-4 h-24" />}
      {!data && Boolean(error) && (
        <div className="px-4 pb-4">
          <FaultBox fault={toFault(error)} onRetry={() => void answer.refetch()} />
        </div>
      )}
      {data?.length === 0 && <div className="text-text-muted px-4 pb-4">{empty}</div>}
      {data && data.length > 0 && (
        <ul className="pb-1">
          {data.map((item) => (
            <li key={toKey(item)} className="border-border border-t">
              {children(item)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
};

/** The look of a line of a top list that is a link. */
export const topLine = 'hover:bg-hover flex items-center gap-3 px-4 py-2 -outline-offset-2 pointer-coarse:min-h-11';
