import { linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { UnknownPlace } from '../../unknown-place.tsx';

interface UnknownAgentProps {
  readonly agent: string;
}

/** In place of an agent that this workspace does not have. */
export const UnknownAgent = ({ agent }: UnknownAgentProps) => (
  <UnknownPlace
    title="There is no agent of this name"
    name={agent}
    reason="It may belong to another workspace, or have been deleted. One that was put away is in the list of archived ones."
  >
    <Link to="/agents" className={linkClass}>
      Open agents
    </Link>
  </UnknownPlace>
);
