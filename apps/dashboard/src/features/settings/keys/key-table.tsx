import type { ApiKey } from '@signalbox/contracts';
import { HeadCell, Table, TableBody, TableHead } from '@signalbox/ui';

import { useNow } from '../../../use-now.ts';
import { type KeyAction, KeyRow, wideOnly } from './key-row.tsx';
import { usualLimits } from './usual-limits.ts';

interface KeyTableProps {
  readonly keys: readonly ApiKey[];
  readonly onAct: (action: KeyAction, key: ApiKey) => void;
}

/** Keys, each with what can be done with it. */
export const KeyTable = ({ keys, onAct }: KeyTableProps) => {
  const nowMs = useNow();
  return (
    <div className="rounded-card @container overflow-clip">
      <Table label="API keys">
        <TableHead>
          <HeadCell>Key</HeadCell>
          <HeadCell className={wideOnly}>May</HeadCell>
          <HeadCell className={wideOnly}>State</HeadCell>
          <HeadCell className={wideOnly}>Last used</HeadCell>
          <HeadCell isNumeric className={wideOnly} title={`Requests a minute; usual: ${usualLimits}`}>
            A minute
          </HeadCell>
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <TableBody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} nowMs={nowMs} onAct={(action) => onAct(action, key)} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
};
