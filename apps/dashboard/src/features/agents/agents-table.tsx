import { HeadCell, Table, TableBody, TableHead } from '@signalbox/ui';

import type { AgentAnswer } from './agent-answer.ts';
import { AgentRows } from './agent-rows.tsx';

interface AgentsTableProps {
  readonly pages: readonly (readonly AgentAnswer[])[];
}

const wide = 'hidden md:table-cell';
const wider = 'hidden lg:table-cell';

/** Agents, one row each; two lines each on a phone. */
export const AgentsTable = ({ pages }: AgentsTableProps) => (
  <div className="rounded-card border-border bg-surface overflow-clip border">
    <Table label="Agents">
      <TableHead>
        <HeadCell>Agent</HeadCell>
        <HeadCell className={wide}>Status</HeadCell>
        <HeadCell className={wide}>Version</HeadCell>
        <HeadCell className={wider}>Models</HeadCell>
        <HeadCell isNumeric className={wide}>
          Runs, 24 h
        </HeadCell>
        <HeadCell isNumeric className={wider}>
          Success
        </HeadCell>
        <HeadCell isNumeric className={wider}>
          p95
        </HeadCell>
        <HeadCell isNumeric className={wide}>
          Cost, 24 h
        </HeadCell>
        <HeadCell isNumeric className={wide}>
          Last active
        </HeadCell>
        <HeadCell className="w-11">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {pages.map((agents, at) => (
          <AgentRows key={at} agents={agents} />
        ))}
      </TableBody>
    </Table>
  </div>
);
