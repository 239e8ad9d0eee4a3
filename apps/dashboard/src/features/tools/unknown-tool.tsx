import { Mark } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

interface UnknownToolProps {
  readonly name: string;
}

/** In place of a tool that this installation does not have. */
export const UnknownTool = ({ name }: UnknownToolProps) => (
  <div className="m-auto flex max-w-[480px] flex-col items-start gap-3 p-4">
    <Mark size={40} arm="level" />
    <h1 className="text-title font-semibold">There is no tool of this name</h1>
    <p className="text-code text-text-muted font-mono break-all">{name}</p>
    <p>
      Its file may have been renamed or removed, or may be broken: the list of tools names broken files. Calls it made
      stay in their runs.
    </p>
    <Link
      to="/tools"
      className="rounded-control bg-accent-fill text-on-fill hover:bg-accent-fill-hover inline-flex h-8 items-center px-3 font-medium pointer-coarse:h-11"
    >
      Open tools
    </Link>
  </div>
);
