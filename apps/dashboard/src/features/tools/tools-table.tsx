import type { MetricGroup, Tool } from '@signalbox/contracts';
import { HeadCell, Table, TableBody, TableHead } from '@signalbox/ui';

import { CallFiguresHead } from './call-figures.tsx';
import { ToolRow } from './tool-row.tsx';

interface ToolsTableProps {
  readonly tools: readonly Tool[];
  readonly figures: readonly MetricGroup[];
}

const wide = 'hidden md:table-cell';

/** Tools, one row each; two lines each on a phone. */
export const ToolsTable = ({ tools, figures }: ToolsTableProps) => (
  <div className="rounded-card border-border bg-surface overflow-clip border">
    <Table label="Tools">
      <TableHead>
        <HeadCell>Tool</HeadCell>
        <HeadCell className={wide}>Effect</HeadCell>
        <CallFiguresHead />
        <HeadCell isNumeric className={wide}>
          Last used
        </HeadCell>
        <HeadCell isNumeric>On</HeadCell>
      </TableHead>
      <TableBody>
        {tools.map((tool) => (
          <ToolRow key={tool.name} tool={tool} metrics={figures.find(({ key }) => key === tool.name)?.current} />
        ))}
      </TableBody>
    </Table>
  </div>
);
