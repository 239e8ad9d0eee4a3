import { Mark } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

interface UnknownAgentProps {
  readonly agent: string;
}

/** In place of an agent that this workspace does not have. */
export const UnknownAgent = ({ agent }: UnknownAgentProps) => (
  <div className="m-auto flex max-w-[480px] flex-col items-start gap-3 p-4">
    <Mark size={40} arm="level" />
    <h1 className="text-title font-semibold">There is no agent of this name</h1>
    <p className="text-code text-text-muted font-mono break-all">{agent}</p>
    <p>
      It may belong to another workspace, or have been deleted. One that was put away is in the list of archived ones.
    </p>
    <Link
      to="/agents"
      className="rounded-control bg-accent-fill text-on-fill hover:bg-accent-fill-hover inline-flex h-8 items-center px-3 font-medium pointer-coarse:h-11"
    >
      Open agents
    </Link>
  </div>
);
