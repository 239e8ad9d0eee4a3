import type { Model } from '@signalbox/contracts';
import { Badge, Button, Cell, cn, FaultBox, HeadCell, Row, Skeleton, Table, TableBody, TableHead } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { toFault } from '../../../fault.ts';
import { formatCount, formatNoun } from '../../../formats/format-count.ts';
import { useTRPC } from '../../../trpc.ts';
import { SettingsSection } from '../settings-section.tsx';
import { formatPrice } from './format-price.ts';

/** So many show before the rest is asked for: a gateway offers hundreds. */
const shownAtFirst = 12;

const wide = 'hidden sm:table-cell';

const ModelRow = ({ model }: { readonly model: Model }) => {
  const { id, title, isDefault, isScripted, contextWindow } = model;
  const [input, output] = formatPrice(model);
  const window = contextWindow === null ? '–' : formatCount(contextWindow);
  return (
    <Row>
      <Cell className="w-full max-w-0 py-2">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          <span className="min-w-0 truncate font-medium">{title}</span>
          {isDefault && <Badge>default</Badge>}
          {isScripted && <Badge>scripted, not an LLM</Badge>}
        </span>
        <span className="text-code text-text-muted block truncate font-mono" title={id}>
          {id}
        </span>
        <span className="text-meta text-text-muted block tabular-nums sm:hidden">
          {contextWindow !== null && `${window} tokens · `}
          {input} in · {output} out
        </span>
      </Cell>
      <Cell isNumeric className={wide}>
        {window}
      </Cell>
      <Cell isNumeric className={cn(wide, 'text-text-muted')}>
        {input}
      </Cell>
      <Cell isNumeric className={cn(wide, 'text-text-muted')}>
        {output}
      </Cell>
    </Row>
  );
};

const Models = ({ models }: { readonly models: readonly Model[] }) => {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? models : models.slice(0, shownAtFirst);
  const left = models.length - shown.length;
  return (
    <div className="rounded-card overflow-clip">
      <Table label="Models">
        <TableHead>
          <HeadCell>Model</HeadCell>
          <HeadCell isNumeric className={wide}>
            Context, tokens
          </HeadCell>
          <HeadCell isNumeric className={wide}>
            In, 1M tokens
          </HeadCell>
          <HeadCell isNumeric className={wide}>
            Out, 1M tokens
          </HeadCell>
        </TableHead>
        <TableBody>
          {shown.map((model) => (
            <ModelRow key={model.id} model={model} />
          ))}
        </TableBody>
      </Table>
      {left > 0 && (
        <div className="p-2">
          <Button kind="quiet" size="small" onClick={() => setIsWhole(true)}>
            Show {formatNoun(left, 'more model')}
          </Button>
        </div>
      )}
    </div>
  );
};

const Loading = () => (
  <div aria-busy className="flex flex-col gap-2 p-4">
    <Skeleton className="h-8" />
    <Skeleton className="h-8" />
  </div>
);

/** The models that agents and the playground can call now, the default first. */
export const OfferedModels = () => {
  const trpc = useTRPC();
  const { data, error, isPending, refetch } = useQuery(trpc.models.list.queryOptions({}));
  return (
    <SettingsSection
      title="Models"
      lead="What agents can run on. An agent without a model of its own runs on the default."
    >
      {data && <Models models={data.items} />}
      {!data && isPending && <Loading />}
      {!data && error && (
        <div className="p-4">
          <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />
        </div>
      )}
    </SettingsSection>
  );
};
