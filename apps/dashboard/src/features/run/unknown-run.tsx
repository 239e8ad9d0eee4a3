import { linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { UnknownPlace } from '../../unknown-place.tsx';

interface UnknownRunProps {
  readonly runId: string;
  /** It was there until somebody deleted it. */
  readonly isDeleted?: boolean;
}

/** In place of a run that does not exist. */
export const UnknownRun = ({ runId, isDeleted = false }: UnknownRunProps) => (
  <UnknownPlace
    title={isDeleted ? 'This run was deleted' : 'There is no run with this id'}
    name={runId}
    reason={
      isDeleted
        ? 'Its steps and figures are gone for good.'
        : 'It was deleted, belongs to another workspace, or the address is incomplete.'
    }
  >
    <Link to="/runs" className={linkClass}>
      Search the runs
    </Link>
  </UnknownPlace>
);
