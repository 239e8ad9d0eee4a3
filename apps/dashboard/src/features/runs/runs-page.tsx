import type { Run } from '@signalbox/contracts';
import { Button, Icon, PageHeader, SegmentedControl } from '@signalbox/ui';
import { useNavigate } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';

import { useTitle } from '../../use-title.ts';
import { exportRuns } from './export-runs.ts';
import type { ListActions } from './list-actions.ts';
import type { RunsSearch } from './parse-runs-search.ts';
import { type ReadSearch, readRunsSearch } from './read-runs-search.ts';
import { RunActionDialog, type ChosenAction } from './run-action-dialog.tsx';
import { RunPeek } from './run-peek.tsx';
import { RunsByError } from './runs-by-error.tsx';
import { RunsList } from './runs-list.tsx';
import { RunsToolbar } from './runs-toolbar.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { type ChangeSearch, toCleared, useChangeSearch } from './use-change-search.ts';
import { useCheckedRuns } from './use-checked-runs.ts';
import { useListKeys } from './use-list-keys.ts';
import { useRuns } from './use-runs.ts';

interface RunsPageProps {
  readonly search: RunsSearch;
}

/** What rows ask for, as functions that stay the same, so that only changed rows are drawn again. */
const useListActions = (onAct: (chosen: ChosenAction) => void, onCheck: ListActions['onCheck']): ListActions => {
  const navigate = useNavigate();
  const changeSearch = useChangeSearch();
  const onOpen = useCallback(
    (run: Run) => void navigate({ to: '/runs/$runId', params: { runId: run.id } }),
    [navigate],
  );
  const onPeek = useCallback((run: Run) => changeSearch({ peek: run.id }, { isReplacing: true }), [changeSearch]);
  return useMemo(
    () => ({ onOpen, onPeek, onCheck, onAct: (action, runs) => onAct({ action, runs }) }),
    [onOpen, onPeek, onCheck, onAct],
  );
};

const groupings = [
  { value: 'list', label: 'List' },
  { value: 'error', label: 'By error' },
] as const;

interface ListHeadProps {
  readonly search: ReadSearch;
  readonly runs: readonly Run[];
  readonly onChange: ChangeSearch;
}

const ListHead = ({ search, runs, onChange }: ListHeadProps) => (
  <PageHeader
    title="Runs"
    className="shrink-0 p-3 md:px-5 md:py-4"
    actions={
      <div className="flex flex-wrap items-center gap-2">
        <SegmentedControl
          label="Shown as"
          value={search.isByError ? 'error' : 'list'}
          options={groupings}
          onChange={(group) => onChange({ group: group === 'error' ? group : undefined, peek: undefined })}
        />
        <Button size="small" disabled={runs.length === 0 || search.isByError} onClick={() => exportRuns(runs)}>
          <Icon of={Download} size={14} />
          Export CSV
        </Button>
      </div>
    }
  >
    <RunsToolbar search={search} onChange={onChange} />
  </PageHeader>
);

/** Every run of the workspace: filtered, live, and what can be done with them. */
export const RunsPage = ({ search: written }: RunsPageProps) => {
  useTitle('Runs');
  const search = useMemo(() => readRunsSearch(written), [written]);
  const changeSearch = useChangeSearch();
  const list = useRuns(search.filters);
  const { checkedIds, check, checkAll, clear } = useCheckedRuns();
  const [chosen, setChosen] = useState<ChosenAction | null>(null);
  const actions = useListActions(setChosen, check);
  const { runs } = list;
  const { peek } = search;
  const closePeek = useCallback(() => changeSearch({ peek: undefined }, { isReplacing: true }), [changeSearch]);
  const choice = { peekedId: peek, checkedIds };
  useListKeys({ runs, choice, actions, onClosePeek: closePeek });
  const checked = useMemo(() => runs.filter(({ id }) => checkedIds.has(id)), [runs, checkedIds]);
  const peekedAt = runs.findIndex(({ id }) => id === peek);
  const finish = (done: readonly Run[]): void => {
    if (chosen?.action === 'delete') {
      const gone = done.map(({ id }) => id);
      list.removeRuns(gone);
      if (peek !== null && gone.includes(peek)) closePeek();
    }
    if (done.length > 0) clear();
    setChosen(null);
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <section aria-label="Runs" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ListHead search={search} runs={runs} onChange={changeSearch} />
        {search.isByError ? (
          <RunsByError filters={search.filters} onChange={changeSearch} />
        ) : (
          <RunsList
            list={list}
            filterCount={search.filters.length}
            gone={search.gone}
            choice={choice}
            actions={actions}
            onCheckAll={(areChecked) => (areChecked ? checkAll(runs) : clear())}
            onClearFilters={() => changeSearch(toCleared(search))}
          />
        )}
        <SelectionBar runs={checked} onAct={actions.onAct} onClear={clear} />
      </section>
      {peek !== null && (
        <RunPeek
          runId={peek}
          previous={runs[peekedAt - 1] ?? null}
          next={peekedAt === -1 ? null : (runs[peekedAt + 1] ?? null)}
          onPeek={actions.onPeek}
          onClose={closePeek}
        />
      )}
      {chosen && <RunActionDialog chosen={chosen} onClose={finish} />}
    </div>
  );
};
