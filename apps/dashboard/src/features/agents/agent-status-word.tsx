import type { Agent, AgentStatus } from '@signalbox/contracts';
import { Badge, Icon, StatusWord, type Tone } from '@signalbox/ui';
import { CircleCheck, CircleDashed, CircleMinus, Radio, TriangleAlert, WifiOff, type LucideIcon } from 'lucide-react';

import { formatDuration } from '../../formats/format-duration.ts';
import { useNow } from '../../use-now.ts';
import { useWorkspace } from '../../use-workspace.ts';

const looks: Record<AgentStatus, { readonly icon: LucideIcon; readonly tone: Tone; readonly meaning: string }> = {
  draft: { icon: CircleDashed, tone: 'neutral', meaning: 'It answers people here, and nobody else.' },
  active: { icon: CircleCheck, tone: 'success', meaning: 'It answers everybody who may ask it.' },
  inactive: { icon: CircleMinus, tone: 'neutral', meaning: 'Switched off: it answers people here, and nobody else.' },
  error: { icon: TriangleAlert, tone: 'danger', meaning: 'It is active, but its runs would fail as things stand.' },
};

interface AgentStatusWordProps {
  readonly agent: Pick<Agent, 'kind' | 'status' | 'isObserved' | 'lastActiveAt'>;
}

const renewMs = 60_000;

/** An agent that runs elsewhere: whether anybody adopted it, and whether it was heard of lately. */
const ExternalStatus = ({ agent: { isObserved, lastActiveAt } }: AgentStatusWordProps) => {
  const nowMs = useNow(renewMs);
  const staleAfterMinutes = useWorkspace().data?.settings.staleAfterMinutes;
  const silentMs = lastActiveAt === null ? null : nowMs - Date.parse(lastActiveAt);
  const isStale = silentMs !== null && staleAfterMinutes !== undefined && silentMs > staleAfterMinutes * renewMs;
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      {isObserved && <Observed />}
      {isStale && (
        <span title={`Silent for ${formatDuration(silentMs)}.`} className="inline-flex">
          <StatusWord icon={WifiOff} tone="neutral" word="stale" />
        </span>
      )}
      {!isObserved && !isStale && <HostedStatus status="active" meaning="It runs elsewhere and reports." />}
    </span>
  );
};

const Observed = () => {
  return (
    <span title="It was seen in what was reported, and nobody has adopted it." className="inline-flex">
      <Badge isDashed>
        <Icon of={Radio} size={14} />
        observed
      </Badge>
    </span>
  );
};

const HostedStatus = ({
  status,
  meaning = looks[status].meaning,
}: {
  readonly status: AgentStatus;
  readonly meaning?: string;
}) => {
  const { icon, tone } = looks[status];
  return (
    <span title={meaning} className="inline-flex">
      <StatusWord icon={icon} tone={tone} word={status} isTinted={status === 'error'} />
    </span>
  );
};

/** How an agent stands, in a word. */
export const AgentStatusWord = ({ agent }: AgentStatusWordProps) =>
  agent.kind === 'external' ? <ExternalStatus agent={agent} /> : <HostedStatus status={agent.status} />;
