import {
  Button,
  Cell,
  FaultBox,
  HeadCell,
  Icon,
  Panel,
  Row,
  Skeleton,
  Table,
  TableBody,
  TableHead,
} from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';

import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import type { VersionAnswer } from './agent-answer.ts';
import { PartsDifference } from './parts-difference.tsx';
import { printVersion } from './print-version.ts';
import { toVersionFigures } from './to-version-figures.ts';
import { useVersionFigures } from './use-version-figures.ts';

interface CompareVersionsProps {
  readonly agent: string;
  /** The older first. */
  readonly numbers: readonly [number, number];
  readonly onClose: () => void;
}

type Figures = ReturnType<typeof toVersionFigures>;

const toSuccess = ({ success, successSample }: Figures): string =>
  successSample === '' ? success : `${success} (${successSample})`;

const rows: readonly { readonly label: string; readonly print: (figures: Figures) => string }[] = [
  { label: 'Runs', print: ({ runs }) => runs },
  { label: 'Success', print: toSuccess },
  { label: 'Average time', print: ({ averageDuration }) => averageDuration },
  { label: 'Cost of a run', print: ({ costPerRun }) => costPerRun },
  { label: 'Cost in all', print: ({ cost }) => cost },
];

const FiguresTable = ({ versions }: { readonly versions: readonly [VersionAnswer, VersionAnswer] }) => {
  const [left, right] = versions;
  const [leftFigures, rightFigures] = [toVersionFigures(left), toVersionFigures(right)];
  return (
    <Table label="Figures of the last 30 days">
      <TableHead className="static!">
        <HeadCell>Last 30 days</HeadCell>
        <HeadCell isNumeric>{left.label}</HeadCell>
        <HeadCell isNumeric>{right.label}</HeadCell>
      </TableHead>
      <TableBody>
        {rows.map(({ label, print }) => (
          <Row key={label}>
            <Cell>{label}</Cell>
            <Cell isNumeric>{print(leftFigures)}</Cell>
            <Cell isNumeric>{print(rightFigures)}</Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  );
};

/** Two versions against each other: what differs in their definitions, and what their runs come to. */
export const CompareVersions = ({ agent, numbers, onClose }: CompareVersionsProps) => {
  const trpc = useTRPC();
  const [older, newer] = numbers;
  const left = useQuery(trpc.agents.getVersion.queryOptions({ agent, version: older }));
  const right = useQuery(trpc.agents.getVersion.queryOptions({ agent, version: newer }));
  const [leftFigures, rightFigures] = [useVersionFigures(agent, older), useVersionFigures(agent, newer)];
  const error = left.error ?? right.error;
  return (
    <Panel
      title={left.data && right.data ? `From ${left.data.label} to ${right.data.label}` : 'Two versions'}
      actions={
        <Button kind="quiet" size="small" isSquare aria-label="Close the comparison" onClick={onClose}>
          <Icon of={X} />
        </Button>
      }
    >
      {error && (
        <div className="px-4 pb-4">
          <FaultBox fault={toFault(error)} />
        </div>
      )}
      <div className="grid items-start gap-4 px-4 pb-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {left.data && right.data && (
          <PartsDifference before={printVersion(left.data)} after={printVersion(right.data)} />
        )}
        {!(left.data && right.data) && !error && <Skeleton className="h-40" />}
        {leftFigures && rightFigures && (
          <div className="border-border rounded-control overflow-clip border">
            <FiguresTable versions={[leftFigures, rightFigures]} />
          </div>
        )}
      </div>
    </Panel>
  );
};
