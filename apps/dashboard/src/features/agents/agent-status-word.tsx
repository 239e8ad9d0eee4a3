import type { AgentStatus } from '@signalbox/contracts';
import { StatusWord, type Tone } from '@signalbox/ui';
import { CircleCheck, CircleDashed, CircleMinus, TriangleAlert, type LucideIcon } from 'lucide-react';

const looks: Record<AgentStatus, { readonly icon: LucideIcon; readonly tone: Tone; readonly meaning: string }> = {
  draft: { icon: CircleDashed, tone: 'neutral', meaning: 'It answers people here, and nobody else.' },
  active: { icon: CircleCheck, tone: 'success', meaning: 'It answers everybody who may ask it.' },
  inactive: { icon: CircleMinus, tone: 'neutral', meaning: 'Switched off: it answers people here, and nobody else.' },
  error: { icon: TriangleAlert, tone: 'danger', meaning: 'It is active, but its runs would fail as things stand.' },
};

/** How an agent stands, in a word. */
export const AgentStatusWord = ({ status }: { readonly status: AgentStatus }) => {
  const { icon, tone, meaning } = looks[status];
  return (
    <span title={meaning} className="inline-flex">
      <StatusWord icon={icon} tone={tone} word={status} isTinted={status === 'error'} />
    </span>
  );
};
