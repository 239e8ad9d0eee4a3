import { Cell, cn, HeadCell, Row, Table, TableBody, TableHead } from '@signalbox/ui';

import type { SchemaRow } from './to-schema-rows.ts';

interface SchemaTableProps {
  readonly rows: readonly SchemaRow[];
}

const indents = ['', 'pl-4', 'pl-8', 'pl-12'] as const;
const wide = 'hidden md:table-cell';

const Notes = ({ row: { rule, description } }: { readonly row: SchemaRow }) => (
  <>
    {description !== '' && <span className="block">{description}</span>}
    {rule !== '' && <span className="text-text-muted block">{rule}</span>}
    {description === '' && rule === '' && <span className="text-text-muted">–</span>}
  </>
);

const Argument = ({ row }: { readonly row: SchemaRow }) => (
  <Row className="hover:bg-transparent!">
    <Cell className="py-2 align-top whitespace-normal!">
      <span className={cn('block', indents[Math.min(row.depth, indents.length - 1)])}>
        <span className="text-code font-mono font-medium break-all">{row.name}</span>
        {row.isRequired && <span className="text-meta text-text-muted md:hidden"> · required</span>}
        <span className="text-meta text-text-muted block md:hidden">{row.type}</span>
        <span className="block md:hidden">
          <Notes row={row} />
        </span>
      </span>
    </Cell>
    <Cell className={cn('text-text-muted py-2 align-top whitespace-normal!', wide)}>{row.type}</Cell>
    <Cell className={cn('py-2 align-top', wide)}>{row.isRequired ? 'required' : '–'}</Cell>
    <Cell className={cn('w-1/2 py-2 align-top break-words whitespace-normal!', wide)}>
      <Notes row={row} />
    </Cell>
  </Row>
);

/** The arguments of a tool, with what each takes. */
export const SchemaTable = ({ rows }: SchemaTableProps) => (
  <Table label="Arguments">
    <TableHead className="static!">
      <HeadCell>Name</HeadCell>
      <HeadCell className={wide}>Type</HeadCell>
      <HeadCell className={wide}>Required</HeadCell>
      <HeadCell className={wide}>Description and rule</HeadCell>
    </TableHead>
    <TableBody>
      {rows.map((row) => (
        <Argument key={row.path} row={row} />
      ))}
    </TableBody>
  </Table>
);
