import { Button, FaultBox, Icon, Panel, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';

import { toFault } from '../../fault.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import { useTRPC } from '../../trpc.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';
import { printSpec } from './print-spec.ts';
import { toAuthorName } from './to-author-name.ts';
import type { VersionActions } from './version-menu.tsx';

interface VersionViewProps {
  readonly agent: string;
  readonly number: number;
  /** Number of the version that new runs use. */
  readonly published: number;
  readonly actions: VersionActions;
  readonly onClose: () => void;
}

/** A version's definition to read. */
export const VersionView = ({ agent, number, published, actions, onClose }: VersionViewProps) => {
  const trpc = useTRPC();
  const refusal = useRefusal('agents:update');
  const { data, error } = useQuery(trpc.agents.getVersion.queryOptions({ agent, version: number }));
  return (
    <Panel
      title={`v${number}`}
      note={
        data && (
          <>
            {toAuthorName(data.author)} · <TimeAgo at={data.createdAt} />
          </>
        )
      }
      actions={
        <div className="flex items-center gap-2">
          <Button size="small" refusal={refusal} disabled={!data} onClick={() => actions.onEdit(number)}>
            Edit from here
          </Button>
          {number !== published && (
            <Button size="small" refusal={refusal} disabled={!data} onClick={() => actions.onPublish(number)}>
              {number < published ? 'Roll back to it' : 'Publish'}
            </Button>
          )}
          <Button kind="quiet" size="small" isSquare aria-label={`Close v${number}`} onClick={onClose}>
            <Icon of={X} />
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-3 px-4 pb-4">
        {error && <FaultBox fault={toFault(error)} />}
        {!data && !error && <Skeleton className="h-40" />}
        {data && data.note !== '' && <p className="text-prose break-words">{data.note}</p>}
        {data && (
          <dl className="grid gap-x-4 gap-y-3 md:grid-cols-[180px_minmax(0,1fr)]">
            {printSpec(data.spec).map(({ label, lines }) => (
              <div key={label} className="contents">
                <dt className="text-text-muted">{label}</dt>
                <dd
                  className={lines.length > 1 ? 'text-code font-mono break-words whitespace-pre-wrap' : 'break-words'}
                >
                  {lines.length === 0 ? '–' : lines.join('\n')}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Panel>
  );
};
