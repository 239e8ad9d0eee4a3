import { Button, FaultBox, Panel, ProgressLine, Skeleton } from '@signalbox/ui';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { formatNoun } from '../../formats/format-count.ts';
import type { AgentDetailAnswer, VersionAnswer } from './agent-answer.ts';
import { useVersions } from './use-versions.ts';
import type { VersionActions } from './version-menu.tsx';
import { VersionsTable } from './versions-table.tsx';

interface VersionListProps {
  readonly agent: AgentDetailAnswer;
  /** Those that are compared when the list opens. */
  readonly compared: readonly number[];
  readonly actions: VersionActions;
  readonly onCompare: (numbers: readonly number[]) => void;
}

const Loading = () => (
  <div aria-busy className="flex flex-col gap-3 px-4 pb-4">
    {Array.from({ length: 3 }, (_, at) => (
      <Skeleton key={at} className="h-8" />
    ))}
  </div>
);

/** Versions beyond the pages that are loaded have no label yet. */
const toCompareWords = (chosen: readonly number[], versions: readonly VersionAnswer[]): string => {
  const toLabel = (number: number): string => versions.find((one) => one.number === number)?.label ?? '…';
  const [left, right] = chosen.toSorted((one, other) => one - other);
  if (left === undefined) return 'Select two to compare';
  return `Compare ${toLabel(left)} ${right === undefined ? 'with …' : `and ${toLabel(right)}`}`;
};

/** All versions of an agent, two of which can be chosen for comparison. */
export const VersionList = ({ agent, compared, actions, onCompare }: VersionListProps) => {
  const list = useVersions(agent.id);
  const [chosen, setChosen] = useState(compared);
  const versions = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel
      title="Versions"
      note={formatNoun(agent.latestVersion, 'version')}
      actions={
        <Button size="small" disabled={chosen.length !== 2} onClick={() => onCompare(chosen)}>
          {toCompareWords(chosen, versions)}
        </Button>
      }
    >
      <ProgressLine isActive={list.isFetching && !list.isPending} />
      {list.isPending && <Loading />}
      {!list.data && list.error && (
        <div className="px-4 pb-4">
          <FaultBox fault={toFault(list.error)} onRetry={() => void list.refetch()} />
        </div>
      )}
      {list.data && versions.length === 0 && <p className="text-text-muted px-4 pb-4">No version was reported yet.</p>}
      {versions.length > 0 && (
        <VersionsTable
          versions={versions}
          agent={agent}
          chosen={chosen}
          actions={actions}
          // a third choice takes the place of the first
          onChoose={(number, isChosen) =>
            setChosen(isChosen ? [...chosen, number].slice(-2) : chosen.filter((one) => one !== number))
          }
        />
      )}
      {list.hasNextPage && (
        <div className="border-border flex justify-center border-t p-2">
          <Button size="small" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </Panel>
  );
};
