import { Button, Icon } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';

import { useRefusal } from '../../viewer/viewer-context.ts';

/** Leads to where an agent is made; a button that says why not for those who may not. */
export const NewAgentLink = () => {
  const refusal = useRefusal('agents:update');
  if (refusal !== null) {
    return (
      <Button kind="primary" refusal={refusal}>
        New agent
      </Button>
    );
  }
  return (
    <Link
      to="/agents/new"
      className="rounded-control bg-accent-fill text-on-fill hover:bg-accent-fill-hover inline-flex h-8 items-center gap-1.5 px-3 font-medium pointer-coarse:h-11"
    >
      <Icon of={Plus} size={14} />
      New agent
    </Link>
  );
};
