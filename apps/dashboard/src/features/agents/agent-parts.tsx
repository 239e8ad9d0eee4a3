import { TabPanel, Tabs } from '@signalbox/ui';
import type { ReactNode } from 'react';

import { useTitle } from '../../use-title.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import { AgentHeader } from './agent-header.tsx';
import { agentTabs, type AgentTab } from './read-agent-search.ts';
import { useChoosePart } from './use-choose-part.ts';

interface AgentPartsProps {
  readonly agent: AgentDetailAnswer;
  /** The part that is shown. */
  readonly tab: AgentTab;
  /** What this agent's page lacks. */
  readonly without?: readonly AgentTab[];
  /** The definition holds unsaved changes. */
  readonly isChanged?: boolean;
  readonly children: ReactNode;
}

const labels: Record<AgentTab, string> = {
  overview: 'Overview',
  definition: 'Definition',
  versions: 'Versions',
  runs: 'Runs',
  activity: 'Activity',
  use: 'Use',
};

/** The frame of an agent's page: its header, the parts as tabs, and the one that is shown. */
export const AgentParts = ({ agent, tab, without = [], isChanged = false, children }: AgentPartsProps) => {
  const choose = useChoosePart(agent.slug);
  useTitle(labels[tab], agent.name);
  return (
    <>
      <AgentHeader agent={agent}>
        <Tabs
          label="Parts of the agent"
          value={tab}
          tabs={agentTabs
            .filter((value) => !without.includes(value))
            .map((value) => ({
              value,
              label: value === 'definition' && isChanged ? `${labels[value]} *` : labels[value],
            }))}
          onChange={(next) => choose(next === 'overview' ? {} : { tab: next })}
        />
      </AgentHeader>
      <TabPanel value={tab} className="min-w-0 outline-none">
        {children}
      </TabPanel>
    </>
  );
};
