import { Button, FaultBox, Icon, Panel, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';

import { toFault } from '../../fault.ts';
import { TimeAgo } from '../../run-row/time-ago.tsx';
import { useTRPC } from '../../trpc.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';
import { printVersion } from './print-version.ts';
import { toVersionSource } from './to-version-source.ts';
import type { VersionActions } from './version-menu.tsx';

interface VersionViewProps {
  readonly agent: string;
  readonly number: number;
  /** Number of the version that new runs use. */
  readonly published: number;
  readonly actions: VersionActions;
  readonly onClose: () => void;
}

/** A version to read: its definition, or what was reported of it. */
export const VersionView = ({ agent, number, published, actions, onClose }: VersionViewProps) => {
  const trpc = useTRPC();
  const refusal = useRefusal('agents:update');
  const { hosted } = actions;
  const { data, error } = useQuery(trpc.agents.getVersion.queryOptions({ agent, version: number }));
  return (
    <Panel
      title={data?.label ?? 'Version'}
      note={
        data && (
          <>
            {toVersionSource(data)} · <TimeAgo at={data.createdAt} />
          </>
        )
      }
      actions={
        <div className="flex items-center gap-2">
          {hosted && (
            <Button size="small" refusal={refusal} disabled={!data} onClick={() => hosted.onEdit(number)}>
              Edit from here
            </Button>
          )}
          {hosted && number !== published && (
            <Button size="small" refusal={refusal} disabled={!data} onClick={() => hosted.onPublish(number)}>
              {number < published ? 'Roll back to it' : 'Publish'}
            </Button>
          )}
          <Button kind="quiet" size="small" isSquare aria-label="Close the version" onClick={onClose}>
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
            {printVersion(data).map(({ label, lines }) => (
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
