import type { Metrics } from '@signalbox/contracts';

import type { AgentAnswer } from './agent-answer.ts';
import { AgentRow } from './agent-row.tsx';
import { useAgentCourses } from './use-agent-courses.ts';

interface AgentRowsProps {
  readonly agents: readonly AgentAnswer[];
  readonly figures: ReadonlyMap<string, Metrics>;
}

/** The rows of one page of the list. */
export const AgentRows = ({ agents, figures }: AgentRowsProps) => {
  const courses = useAgentCourses(agents.map(({ id }) => id));
  return agents.map((agent) => (
    <AgentRow key={agent.id} agent={agent} figures={figures.get(agent.id)} course={courses.get(agent.id)} />
  ));
};
