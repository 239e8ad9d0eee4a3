import { Mark, linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

interface UnknownRunProps {
  readonly runId: string;
  /** It was there until somebody deleted it. */
  readonly isDeleted?: boolean;
}

/** In place of a run that does not exist. */
export const UnknownRun = ({ runId, isDeleted = false }: UnknownRunProps) => (
  <div className="m-auto flex max-w-[480px] flex-col items-start gap-3 p-5">
    <Mark size={40} arm="level" />
    <h1 className="text-title font-semibold">{isDeleted ? 'This run was deleted' : 'There is no run with this id'}</h1>
    <p className="text-code text-text-muted font-mono break-all">{runId}</p>
    <p className="text-text-muted">
      {isDeleted
        ? 'Its steps and figures are gone for good.'
        : 'It was deleted, belongs to another workspace, or the address is incomplete.'}
    </p>
    <Link to="/runs" className={linkClass}>
      Search the runs
    </Link>
  </div>
);
