import { Button } from '@signalbox/ui';
import { useState } from 'react';

import { useRefusal } from '../../viewer/viewer-context.ts';
import type { AgentAnswer } from './agent-answer.ts';
import { MergeLayer } from './merge-layer.tsx';
import { useAgentActions } from './use-agent-actions.ts';

/** What becomes of an agent that was only seen: it is one of the workspace's own, or another one under a second name. */
export const ObservedActions = ({ agent }: { readonly agent: AgentAnswer }) => {
  const { adopt } = useAgentActions();
  const refusal = useRefusal('agents:update');
  const [isMerging, setIsMerging] = useState(false);
  return (
    <>
      <Button refusal={refusal} onClick={() => void adopt(agent)}>
        Adopt
      </Button>
      <Button refusal={refusal} onClick={() => setIsMerging(true)}>
        Merge into…
      </Button>
      {isMerging && <MergeLayer agent={agent} onClose={() => setIsMerging(false)} />}
    </>
  );
};
