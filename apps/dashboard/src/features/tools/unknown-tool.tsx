import { linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { UnknownPlace } from '../../unknown-place.tsx';

interface UnknownToolProps {
  readonly name: string;
}

/** In place of a tool that this installation does not have. */
export const UnknownTool = ({ name }: UnknownToolProps) => (
  <UnknownPlace
    title="There is no tool of this name"
    name={name}
    reason="Its file may have been renamed or removed, or may be broken: the list of tools names broken files. Calls it made stay in their runs."
  >
    <Link to="/tools" className={linkClass}>
      Open tools
    </Link>
  </UnknownPlace>
);
