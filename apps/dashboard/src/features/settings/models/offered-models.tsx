import { Button, FaultBox, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, lazy, Suspense, useState } from 'react';

import { toFault } from '../../../fault.ts';
import { useTRPC } from '../../../trpc.ts';
import { useRefusal } from '../../../viewer/viewer-context.ts';
import { SettingsSection } from '../settings-section.tsx';
import { ModelTable } from './model-table.tsx';
import { useConnections } from './use-connections.ts';
import type { PricedModel } from './use-prices.ts';

const PriceDialog = lazy(async () => ({ default: (await import('./price-dialog.tsx')).PriceDialog }));
const RepriceDialog = lazy(async () => ({ default: (await import('./reprice-dialog.tsx')).RepriceDialog }));

const Loading = () => (
  <div aria-busy className="flex flex-col gap-2 p-4">
    <Skeleton className="h-8" />
    <Skeleton className="h-8" />
  </div>
);

/** The models that agents and the playground can call now, the default first, and what they cost. */
export const OfferedModels = () => {
  const trpc = useTRPC();
  const { data, error, isPending, refetch } = useQuery(trpc.models.list.queryOptions({}));
  const connections = useConnections();
  const refusal = useRefusal('models:update');
  const [priced, setPriced] = useState<{ readonly of: PricedModel | null } | null>(null);
  const [repriced, setRepriced] = useState<Pick<ComponentProps<typeof RepriceDialog>, 'of'> | null>(null);
  const hasConnections = (connections.data?.items.length ?? 0) > 0;
  const onSaved = (of: PricedModel, validFrom: string): void => {
    setPriced(null);
    if (validFrom < new Date().toISOString().slice(0, 10)) setRepriced({ of: { ...of, validFrom } });
  };
  return (
    <SettingsSection
      title="Models"
      lead="What agents can run on; without a model of their own, the default."
      actions={
        <span className="flex flex-wrap gap-2">
          <Button size="small" refusal={refusal} onClick={() => setRepriced({ of: null })}>
            Reprice history
          </Button>
          {hasConnections && (
            <Button size="small" refusal={refusal} onClick={() => setPriced({ of: null })}>
              Price another model
            </Button>
          )}
        </span>
      }
    >
      {data && (
        <ModelTable models={data.items} onSetPrice={({ provider, model }) => setPriced({ of: { provider, model } })} />
      )}
      {!data && isPending && <Loading />}
      {!data && error && (
        <div className="p-4">
          <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {priced && (
        <Suspense>
          <PriceDialog of={priced.of} onClose={() => setPriced(null)} onSaved={onSaved} />
        </Suspense>
      )}
      {repriced && (
        <Suspense>
          <RepriceDialog of={repriced.of} onClose={() => setRepriced(null)} />
        </Suspense>
      )}
    </SettingsSection>
  );
};
