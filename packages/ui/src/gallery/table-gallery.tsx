import { useState } from 'react';

import { RunStatusBadge } from '../run-status.tsx';
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../table.tsx';
import { GalleryGroup } from './gallery-group.tsx';

const runs = [
  [
    'failed',
    'Invoice parser',
    'What did ACME pay us last quarter → The model refused the key (401)',
    '3.2 s',
    '$0.0370',
  ],
  [
    'running',
    'Support triage',
    'Sort the 42 new tickets by how soon they need an answer and by who can give it',
    '5.9 s',
    '$0.0704',
  ],
  ['completed', 'SQL analyst', 'How many orders came in yesterday → 1,204', '11.2 s', '$0.0061'],
  ['completed', 'Release notes', 'Write the notes of 2.4 → Version 2.4 brings', '37.6 s', '–'],
] as const;

/** A table with a chosen row and a cut column. */
export const TableGallery = () => {
  const [chosen, setChosen] = useState(1);
  return (
    <GalleryGroup title="Table">
      <div className="border-border bg-surface rounded-card overflow-x-auto border">
        <Table label="Runs">
          <TableHead>
            <HeadCell>Status</HeadCell>
            <HeadCell>Agent</HeadCell>
            <HeadCell className="w-full">Input and output</HeadCell>
            <HeadCell isNumeric>Time</HeadCell>
            <HeadCell isNumeric>Cost</HeadCell>
          </TableHead>
          <TableBody>
            {runs.map(([status, agent, preview, duration, cost], at) => (
              <Row key={preview} isSelected={at === chosen} onOpen={() => setChosen(at)}>
                <Cell>
                  <RunStatusBadge status={status} />
                </Cell>
                <Cell className="font-medium">{agent}</Cell>
                <Cell isCut className="text-text-muted">
                  {preview}
                </Cell>
                <Cell isNumeric>{duration}</Cell>
                <Cell isNumeric>{cost}</Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      </div>
    </GalleryGroup>
  );
};
