import { EmptyState } from '@signalbox/ui';
import { Activity } from 'lucide-react';

import { ActivityFeed } from '../../activity/activity-feed.tsx';
import type { AgentDetailAnswer } from './agent-answer.ts';

const Empty = () => (
  <EmptyState
    icon={Activity}
    title="No activity yet"
    body="Runs that end are listed here, and what the agent reports with POST /api/v1/agents/activity."
  />
);

/** What an agent did, newest first. */
export const AgentActivity = ({ agent }: { readonly agent: AgentDetailAnswer }) => (
  <ActivityFeed filters={{ agent: agent.id }} hasAgent={false} empty={<Empty />} />
);
