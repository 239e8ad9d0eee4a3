import { Dialog, FaultBox, Skeleton } from '@signalbox/ui';
import { useState } from 'react';

import { toFault } from '../../../fault.ts';
import { ModelNameForm } from './model-name-form.tsx';
import { PriceForm } from './price-form.tsx';
import { useConnections } from './use-connections.ts';
import { type PricedModel, usePrices } from './use-prices.ts';

interface PriceDialogProps {
  /** Null: it is asked for. */
  readonly of: PricedModel | null;
  readonly onClose: () => void;
  /** A price of the model holds from this day on. */
  readonly onSaved: (of: PricedModel, validFrom: string) => void;
}

const Loading = () => (
  <div aria-busy className="flex flex-col gap-3">
    <Skeleton className="h-8" />
    <Skeleton className="h-8" />
    <Skeleton className="h-8" />
  </div>
);

const Price = ({ of, onSaved }: Pick<PriceDialogProps, 'onSaved'> & { readonly of: PricedModel }) => {
  const { data, error, isFetching, refetch } = usePrices(of);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-code text-text-muted font-mono break-all">
        {of.provider}/{of.model}
      </p>
      {data && <PriceForm of={of} {...data} onSaved={(validFrom) => onSaved(of, validFrom)} />}
      {!data && isFetching && <Loading />}
      {!data && !isFetching && error && <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />}
    </div>
  );
};

const Name = ({ onChoose }: { readonly onChoose: (of: PricedModel) => void }) => {
  const { data, error, refetch } = useConnections();
  if (data) return <ModelNameForm connections={data.items} onChoose={onChoose} />;
  return error ? <FaultBox fault={toFault(error)} onRetry={() => void refetch()} /> : <Loading />;
};

/** Sets what a model costs in this workspace. */
export const PriceDialog = ({ of, onClose, onSaved }: PriceDialogProps) => {
  const [chosen, setChosen] = useState(of);
  return (
    <Dialog title={chosen ? 'Set price' : 'Price another model'} isOpen size="medium" onClose={onClose}>
      {chosen ? <Price of={chosen} onSaved={onSaved} /> : <Name onChoose={setChosen} />}
    </Dialog>
  );
};
