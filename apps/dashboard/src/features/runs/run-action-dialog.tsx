import type { Run } from '@signalbox/contracts';
import { ConfirmDialog, toast } from '@signalbox/ui';

import { formatNoun } from '../../formats/format-count.ts';
import { toActionWords, type RunAction } from './run-action.ts';
import { useRunAction, type ActionProgress } from './use-run-action.ts';

export interface ChosenAction {
  readonly action: RunAction;
  readonly runs: readonly Run[];
}

interface RunActionDialogProps {
  readonly chosen: ChosenAction;
  /** Called with the runs it was done with; none when it was not confirmed. */
  readonly onClose: (done: readonly Run[]) => void;
}

/** So many failures are told one by one. */
const namedFailures = 5;

const Outcome = ({ progress, done }: { readonly progress: ActionProgress; readonly done: string }) => {
  const { failures } = progress;
  return (
    <div className="flex flex-col gap-2">
      <p>
        {formatNoun(progress.done.length, 'run')} {done}, {failures.length} not:
      </p>
      <ul className="flex flex-col gap-1">
        {failures.slice(0, namedFailures).map(({ run, fault }) => (
          <li key={run.id} className="text-text">
            <span dir="auto" className="block truncate">
              {run.inputPreview}
            </span>
            <span className="text-meta text-danger-text">{fault.message}</span>
          </li>
        ))}
      </ul>
      {failures.length > namedFailures && <p>And {failures.length - namedFailures} more.</p>}
    </div>
  );
};

/** Asks before something is done with runs, does it one by one, and says what failed. */
export const RunActionDialog = ({ chosen, onClose }: RunActionDialogProps) => {
  const { action, runs } = chosen;
  const { progress, start } = useRunAction();
  const words = toActionWords(action, runs.length);
  const finished = progress === null ? 0 : progress.done.length + progress.failures.length;
  const isBusy = progress !== null && finished < progress.total;
  const hasFailed = progress !== null && !isBusy && progress.failures.length > 0;
  const confirm = async (): Promise<void> => {
    const left = progress === null ? runs : progress.failures.map(({ run }) => run);
    const { done, failures } = await start(action, left);
    if (failures.length > 0) return;
    toast({ title: `${formatNoun(done.length, 'run')} ${words.done}`, tone: 'success' });
    onClose(runs);
  };
  return (
    <ConfirmDialog
      isOpen
      title={hasFailed ? 'Not everything worked' : words.title}
      body={
        hasFailed ? (
          <Outcome progress={progress} done={words.done} />
        ) : (
          <span aria-live="polite">
            {isBusy && runs.length > 1 ? `${words.doing} ${finished + 1} of ${runs.length}.` : words.body}
          </span>
        )
      }
      confirm={hasFailed ? 'Try those again' : words.confirm}
      cancel={hasFailed ? 'Close' : 'Cancel'}
      isDanger={action !== 'again'}
      isBusy={isBusy}
      onConfirm={() => void confirm()}
      onClose={() => onClose(progress?.done ?? [])}
    />
  );
};
