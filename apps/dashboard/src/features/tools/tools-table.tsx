import type { Tool } from '@signalbox/contracts';
import { HeadCell, Table, TableBody, TableHead } from '@signalbox/ui';

import { ToolRow } from './tool-row.tsx';

interface ToolsTableProps {
  readonly tools: readonly Tool[];
}

const wide = 'hidden md:table-cell';

/** Tools, one row each; two lines each on a phone. */
export const ToolsTable = ({ tools }: ToolsTableProps) => (
  <div className="rounded-card border-border bg-surface overflow-clip border">
    <Table label="Tools">
      <TableHead>
        <HeadCell>Tool</HeadCell>
        <HeadCell className={wide}>Effect</HeadCell>
        <HeadCell isNumeric className={wide}>
          Calls, 24 h
        </HeadCell>
        <HeadCell isNumeric className={wide}>
          Failures, 24 h
        </HeadCell>
        <HeadCell isNumeric className={wide}>
          p95, 24 h
        </HeadCell>
        <HeadCell isNumeric className={wide}>
          Last used
        </HeadCell>
        <HeadCell isNumeric>On</HeadCell>
      </TableHead>
      <TableBody>
        {tools.map((tool) => (
          <ToolRow key={tool.name} tool={tool} />
        ))}
      </TableBody>
    </Table>
  </div>
);
