import type { Agent, AgentStatus } from '@signalbox/contracts';
import { Badge, Icon, StatusWord, type Tone } from '@signalbox/ui';
import { CircleCheck, CircleDashed, CircleMinus, Radio, TriangleAlert, type LucideIcon } from 'lucide-react';

const looks: Record<AgentStatus, { readonly icon: LucideIcon; readonly tone: Tone; readonly meaning: string }> = {
  draft: { icon: CircleDashed, tone: 'neutral', meaning: 'It answers people here, and nobody else.' },
  active: { icon: CircleCheck, tone: 'success', meaning: 'It answers everybody who may ask it.' },
  inactive: { icon: CircleMinus, tone: 'neutral', meaning: 'Switched off: it answers people here, and nobody else.' },
  error: { icon: TriangleAlert, tone: 'danger', meaning: 'It is active, but its runs would fail as things stand.' },
};

interface AgentStatusWordProps {
  readonly agent: Pick<Agent, 'status' | 'isObserved'>;
}

/** How an agent stands, in a word. */
export const AgentStatusWord = ({ agent: { status, isObserved } }: AgentStatusWordProps) => {
  if (isObserved) {
    return (
      <span title="It was seen in what was reported, and nobody has adopted it." className="inline-flex">
        <Badge isDashed>
          <Icon of={Radio} size={14} />
          observed
        </Badge>
      </span>
    );
  }
  const { icon, tone, meaning } = looks[status];
  return (
    <span title={meaning} className="inline-flex">
      <StatusWord icon={icon} tone={tone} word={status} isTinted={status === 'error'} />
    </span>
  );
};
