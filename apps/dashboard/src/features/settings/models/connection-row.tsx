import type { Connection } from '@signalbox/contracts';
import { Badge, Button, toast } from '@signalbox/ui';

import { toFault } from '../../../fault.ts';
import { useRefusal } from '../../../viewer/viewer-context.ts';
import { TestOutcome } from './test-outcome.tsx';
import { useTestConnection } from './use-connections.ts';
import { findVendor, toConnectionTitle } from './vendors.ts';

interface ConnectionRowProps {
  readonly connection: Connection;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

const toKeyWords = ({ key, keyHint }: Connection): string => {
  if (key === 'none') return 'no key';
  return keyHint === null ? 'key kept' : `key ends in ${keyHint}`;
};

const Facts = ({ connection }: { readonly connection: Connection }) => {
  const { name, baseUrl, source, key } = connection;
  const title = toConnectionTitle(connection);
  return (
    <>
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 font-medium">
        <span className="min-w-0 break-words">{title}</span>
        {title !== name && <span className="text-code text-text-muted font-mono">{name}</span>}
        {source === 'environment' && <Badge>from the environment</Badge>}
        {key === 'unreadable' && <Badge tone="danger">key unreadable: enter it again</Badge>}
      </span>
      <span className="text-meta text-text-muted flex min-w-0 flex-wrap gap-x-2">
        <span className="min-w-0 break-all">{baseUrl ?? findVendor(connection)?.ownUrl}</span>
        {key !== 'unreadable' && <span>{toKeyWords(connection)}</span>}
      </span>
    </>
  );
};

/** A connection: how its server is reached, how the last test went, and what can be done with it. */
export const ConnectionRow = ({ connection, onChange, onRemove }: ConnectionRowProps) => {
  const { name, source, lastTest } = connection;
  const refusal = useRefusal('models:update');
  const { mutate, isPending } = useTestConnection();
  const title = toConnectionTitle(connection);
  const isOwn = source === 'workspace';
  const test = (): void =>
    mutate(
      { name },
      { onError: (error) => toast({ title: `${title} was not tested`, body: toFault(error).message, tone: 'danger' }) },
    );
  return (
    <li data-connection={name} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <Facts connection={connection} />
        <span role="status">
          <TestOutcome tested={lastTest} isTesting={isPending} />
        </span>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" refusal={refusal} isBusy={isPending} aria-label={`Test ${title}`} onClick={test}>
          Test
        </Button>
        {isOwn && (
          <>
            <Button size="small" refusal={refusal} aria-label={`Change ${title}`} onClick={onChange}>
              Change
            </Button>
            <Button size="small" refusal={refusal} aria-label={`Remove ${title}`} onClick={onRemove}>
              Remove
            </Button>
          </>
        )}
      </div>
    </li>
  );
};
