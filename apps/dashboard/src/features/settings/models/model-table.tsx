import type { Model } from '@signalbox/contracts';
import { Badge, Button, Cell, cn, HeadCell, Icon, Row, Table, TableBody, TableHead } from '@signalbox/ui';
import { Pencil } from 'lucide-react';
import { useState } from 'react';

import { formatCount, formatNoun } from '../../../formats/format-count.ts';
import { useRefusal } from '../../../viewer/viewer-context.ts';
import { formatCapabilities } from './format-capabilities.ts';
import { formatPrice } from './format-price.ts';
import { toModelFigures } from './to-model-figures.ts';
import type { PricedModel } from './use-prices.ts';

interface ModelTableProps {
  readonly models: readonly Model[];
  readonly onSetPrice: (of: PricedModel) => void;
}

/** So many show before the rest is asked for: a gateway offers hundreds. */
const shownAtFirst = 12;

/** By the room of the table, which the navigation beside it takes from. */
const wide = 'hidden @2xl:table-cell';
const narrow = '@2xl:hidden';

const Can = ({ model }: { readonly model: Model }) => {
  const { can, rest } = formatCapabilities(model.capabilities);
  return (
    <>
      {can}
      {can !== '' && rest !== '' && '; '}
      <span className="text-text-muted">{rest}</span>
    </>
  );
};

const Tokens = ({ model: { contextWindow, maxOutputTokens } }: { readonly model: Model }) => (
  <>
    {contextWindow === null ? '–' : formatCount(contextWindow)}
    {maxOutputTokens !== null && (
      <span className="text-meta text-text-muted block">{formatCount(maxOutputTokens)} out</span>
    )}
  </>
);

const Name = ({ model }: { readonly model: Model }) => {
  const { id, title, price, isDefault, isScripted } = model;
  return (
    <Cell className="w-full max-w-0 py-2">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        <span className="min-w-0 truncate font-medium">{title}</span>
        {isDefault && <Badge>default</Badge>}
        {isScripted && <Badge>scripted, not an LLM</Badge>}
        {price?.isOwn === true && <Badge>own price</Badge>}
      </span>
      <span className="text-code text-text-muted block truncate font-mono" title={id}>
        {id}
      </span>
      <span className={cn('text-meta text-text-muted block whitespace-normal tabular-nums', narrow)}>
        {toModelFigures(model)}
      </span>
      <span className={cn('text-meta block whitespace-normal', narrow)}>
        <span className="text-text-muted">Can: </span>
        <Can model={model} />
      </span>
    </Cell>
  );
};

const SetPrice = ({ model, onSetPrice }: Pick<ModelTableProps, 'onSetPrice'> & { readonly model: Model }) => {
  const refusal = useRefusal('models:update');
  if (model.isScripted) return null;
  return (
    <Button
      kind="quiet"
      size="small"
      isSquare
      refusal={refusal}
      aria-label={`Set price of ${model.id}`}
      className={cn(
        model.price && 'opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100',
      )}
      onClick={() => onSetPrice(model)}
    >
      <Icon of={Pencil} size={14} />
    </Button>
  );
};

const ModelRow = ({ model, onSetPrice }: Pick<ModelTableProps, 'onSetPrice'> & { readonly model: Model }) => {
  const [input, output] = formatPrice(model);
  return (
    <Row>
      <Name model={model} />
      <Cell className={wide}>
        <span className="text-meta block w-38 whitespace-normal">
          <Can model={model} />
        </span>
      </Cell>
      <Cell isNumeric className={wide}>
        <Tokens model={model} />
      </Cell>
      <Cell isNumeric className={cn(wide, 'text-text-muted')}>
        {input}
      </Cell>
      <Cell isNumeric className={cn(wide, 'text-text-muted')}>
        {output}
      </Cell>
      <Cell className="pl-0">
        <SetPrice model={model} onSetPrice={onSetPrice} />
      </Cell>
    </Row>
  );
};

/** Models with what they can do, their limits and price, the first ones until the rest is asked for. */
export const ModelTable = ({ models, onSetPrice }: ModelTableProps) => {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? models : models.slice(0, shownAtFirst);
  const left = models.length - shown.length;
  return (
    <div className="rounded-card @container overflow-clip">
      <Table label="Models">
        <TableHead>
          <HeadCell>Model</HeadCell>
          <HeadCell
            className={wide}
            title="Call tools, think, answer as JSON of a schema, take images: as its server tells"
          >
            Can
          </HeadCell>
          <HeadCell isNumeric className={wide}>
            Context, tokens
          </HeadCell>
          <HeadCell isNumeric className={wide}>
            In, 1M tokens
          </HeadCell>
          <HeadCell isNumeric className={wide}>
            Out, 1M tokens
          </HeadCell>
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <TableBody>
          {shown.map((model) => (
            <ModelRow key={model.id} model={model} onSetPrice={onSetPrice} />
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
