import type { AgentAnswer } from './agent-answer.ts';
import { AgentRow } from './agent-row.tsx';
import { useAgentCourses } from './use-agent-courses.ts';
import { useAgentsFigures } from './use-agents-figures.ts';

interface AgentRowsProps {
  readonly agents: readonly AgentAnswer[];
}

/** The rows of one page of the list. */
export const AgentRows = ({ agents }: AgentRowsProps) => {
  const ids = agents.map(({ id }) => id);
  const courses = useAgentCourses(ids);
  const figures = useAgentsFigures(ids);
  return agents.map((agent) => (
    <AgentRow key={agent.id} agent={agent} figures={figures.get(agent.id)} course={courses.get(agent.id)} />
  ));
};
