import type { ToolCall } from '@signalbox/contracts';
import { Cell, cn, HeadCell, Row, RunStatusBadge, Table, TableBody, TableHead, ToolOutcomeBadge } from '@signalbox/ui';
import { Link, useNavigate } from '@tanstack/react-router';

import { formatKnownDuration } from '../../formats/format-duration.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';

interface CallRowProps {
  readonly call: ToolCall;
}

interface CallRowsProps {
  readonly calls: readonly ToolCall[];
}

const wide = 'hidden md:table-cell';

const CallRow = ({ call }: CallRowProps) => {
  const navigate = useNavigate();
  const target = { to: '/runs/$runId', params: { runId: call.runId }, search: { step: call.seq } } as const;
  return (
    <Row onOpen={() => void navigate(target)}>
      <Cell>
        {call.outcome ? (
          <ToolOutcomeBadge outcome={call.outcome} />
        ) : (
          <span className="text-meta text-text-muted">not told</span>
        )}
      </Cell>
      <Cell className="w-full max-w-0">
        <Link {...target} tabIndex={-1} className="block truncate hover:underline">
          {call.agentName}
          <span className="text-code text-text-muted ml-2 font-mono">{call.runId.slice(-8)}</span>
        </Link>
      </Cell>
      <Cell className={wide}>
        <RunStatusBadge status={call.runStatus} />
      </Cell>
      <Cell isNumeric>{formatKnownDuration(call.durationMs)}</Cell>
      <Cell isNumeric className="text-text-muted">
        <TimeAgo at={call.at} />
      </Cell>
    </Row>
  );
};

/** Calls of a tool, each leading to its step in the run. */
export const CallRows = ({ calls }: CallRowsProps) => (
  <Table label="Recent calls">
    <TableHead className="static!">
      <HeadCell>Outcome</HeadCell>
      <HeadCell>Agent and run</HeadCell>
      <HeadCell className={cn(wide)}>Run</HeadCell>
      <HeadCell isNumeric>Duration</HeadCell>
      <HeadCell isNumeric>When</HeadCell>
    </TableHead>
    <TableBody>
      {calls.map((call) => (
        <CallRow key={`${call.runId} ${call.seq}`} call={call} />
      ))}
    </TableBody>
  </Table>
);
