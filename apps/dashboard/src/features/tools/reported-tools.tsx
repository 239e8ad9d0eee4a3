import type { MetricGroup } from '@signalbox/contracts';
import { Badge, Cell, HeadCell, Panel, Row, Table, TableBody, TableHead } from '@signalbox/ui';

import { formatNoun } from '../../formats/format-count.ts';
import { CallFigures, CallFiguresHead } from './call-figures.tsx';

/** Tools that agents elsewhere called, and that this installation does not have; absent when there are none. */
export const ReportedTools = ({ groups }: { readonly groups: readonly MetricGroup[] }) =>
  groups.length > 0 && (
    <Panel title="Seen in reports" note="called by agents that run elsewhere in the last 24 hours">
      <Table label="Seen in reports">
        <TableHead className="static!">
          <HeadCell>Tool</HeadCell>
          <CallFiguresHead />
        </TableHead>
        <TableBody>
          {groups.map(({ key, current }) => (
            <Row key={key}>
              <Cell className="w-full max-w-0">
                <span className="flex min-w-0 items-center gap-2">
                  <span className="text-code truncate font-mono">{key}</span>
                  <Badge isDashed>observed</Badge>
                </span>
                <span className="text-meta text-text-muted block md:hidden">{formatNoun(current.count, 'call')}</span>
              </Cell>
              <CallFigures tool={key} metrics={current} />
            </Row>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
