import type { RunDetail } from '@signalbox/contracts';
import { TabPanel, Tabs } from '@signalbox/ui';
import { useMemo } from 'react';

import { useKeys } from '../../keyboard/use-keys.ts';
import { useRunLog } from '../../live/use-run-log.ts';
import { ProgressContext } from '../../transcript/progress-context.ts';
import { toActivity } from '../../transcript/to-activity.ts';
import { useRunReading } from '../../transcript/use-run-reading.ts';
import { useTitle } from '../../use-title.ts';
import { FailureBox } from './failure-box.tsx';
import { FindBar } from './find-bar.tsx';
import { findEndingStep } from './find-ending-step.ts';
import { LogView } from './log-view.tsx';
import type { RunSearch } from './parse-run-search.ts';
import { RunActions } from './run-actions.tsx';
import { RunHeader } from './run-header.tsx';
import { StepPanel } from './step-panel.tsx';
import { TimelineView } from './timeline-view.tsx';
import { TranscriptView } from './transcript-view.tsx';
import { UnknownRun } from './unknown-run.tsx';
import { useFind } from './use-find.ts';
import { useIsDeleted } from './use-is-deleted.ts';
import { useRunNavigation } from './use-run-navigation.ts';

interface RunViewProps {
  readonly run: RunDetail;
  readonly search: RunSearch;
}

const tabs = [
  { value: 'transcript', label: 'Transcript' },
  { value: 'timeline', label: 'Timeline' },
  { value: 'log', label: 'Log' },
] as const;

const useOpenRun = (run: RunDetail, search: RunSearch) => {
  const log = useRunLog(run);
  const { events } = log;
  const { reading, figures } = useRunReading(run, events);
  const { items, isOver } = reading;
  // who reports a run says nothing of what it does right now
  const activity = useMemo(() => (run.source === 'report' ? null : toActivity(events)), [run.source, events]);
  const isDeleted = useIsDeleted(run.id, isOver) || log.isGone;
  const navigation = useRunNavigation({ runId: run.id, search, items, events });
  const find = useFind(items, navigation.showHit);
  useKeys({
    n: { label: 'Next hit', run: () => find.go(1) },
    N: { label: 'Previous hit', run: () => find.go(-1) },
  });
  useTitle(figures.status, run.agentName);
  return { ...log, reading, figures, activity, isDeleted, navigation, find };
};

/** One run: how it stands, what it did step by step, and each step in full. */
export const RunView = ({ run, search }: RunViewProps) => {
  const log = useOpenRun(run, search);
  const { events, liveText, progress, openedSeq, reading, figures, activity, isDeleted, navigation, find } = log;
  const { isOver } = reading;
  const { view, selectedSeq, reveal, showView, openStep, reopen, close, go } = navigation;
  const [last] = events.slice(-1);
  const error = (last?.type === 'run-end' ? last.payload.error : null) ?? run.error;
  if (isDeleted) return <UnknownRun runId={run.id} isDeleted />;
  return (
    <div className="flex min-h-0 flex-1">
      <section aria-label="Run" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <RunHeader
          run={run}
          events={events}
          figures={figures}
          actions={<RunActions run={run} events={events} isOver={isOver} />}
        />
        {error && (
          <FailureBox
            run={run}
            events={events}
            error={error}
            onOpenStep={last ? () => reopen(findEndingStep(events) ?? last.seq) : null}
          />
        )}
        <div className="border-border flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b px-3 pt-1 md:px-5">
          <Tabs label="View" value={view} tabs={tabs} onChange={showView} className="-mb-px flex-1 border-b-0" />
          <FindBar find={find} />
        </div>
        <ProgressContext value={progress}>
          <TabPanel value={view} className="flex min-h-0 flex-1 flex-col">
            {view === 'transcript' && (
              <TranscriptView
                {...{ run, events, reading, liveText, openedSeq, activity, selectedSeq, reveal, onSelect: openStep }}
                wanted={find.text}
              />
            )}
            {view === 'timeline' && <TimelineView {...{ events, isOver, selectedSeq, onSelect: openStep }} />}
            {view === 'log' && <LogView {...{ events, selectedSeq, onSelect: openStep }} />}
          </TabPanel>
        </ProgressContext>
      </section>
      {search.step !== undefined && <StepPanel events={events} seq={search.step} onGo={go} onClose={close} />}
    </div>
  );
};
