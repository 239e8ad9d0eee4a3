import { Switch } from '@signalbox/ui';

import { useRefusal } from '../../viewer/viewer-context.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import { useAgentActions } from './use-agent-actions.ts';

interface AgentSwitchProps {
  readonly agent: AgentDetailAnswer;
}

/** Whether the agent answers calls from outside. */
export const AgentSwitch = ({ agent }: AgentSwitchProps) => {
  const { setStatus } = useAgentActions();
  const refusal = useRefusal('agents:update');
  const isOn = agent.status === 'active' || agent.status === 'error';
  return (
    <Switch
      label="Active"
      checked={isOn}
      reason={agent.archivedAt === null ? refusal : 'It is archived.'}
      onChange={(next) => void setStatus(agent, next ? 'active' : 'inactive')}
    />
  );
};
