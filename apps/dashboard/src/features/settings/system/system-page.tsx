import { EmptyState, FaultBox, Skeleton } from '@signalbox/ui';
import { Activity } from 'lucide-react';

import { toFault } from '../../../fault.ts';
import { formatClock } from '../../../formats/format-time.ts';
import { useNow } from '../../../use-now.ts';
import { useTitle } from '../../../use-title.ts';
import { useRefusal } from '../../../viewer/viewer-context.ts';
import { SettingsFrame } from '../settings-frame.tsx';
import { SettingsSection } from '../settings-section.tsx';
import { useSystem } from '../use-system.ts';
import {
  MetricsSection,
  PlacesSection,
  ProbesSection,
  ProcessSection,
  QueueSection,
  StorageSection,
} from './system-sections.tsx';

/** While the page is in sight. */
const renewMs = 5000;

const Loading = () => (
  <SettingsSection title="Server">
    <div aria-busy className="flex flex-col gap-2 p-4">
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
    </div>
  </SettingsSection>
);

const Figures = () => {
  const nowMs = useNow();
  const { data, error, dataUpdatedAt, refetch } = useSystem({ refetchInterval: renewMs });
  return (
    <>
      {error && <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          {error && <p className="text-text-muted">As of {formatClock(dataUpdatedAt)}.</p>}
          <ProcessSection system={data} nowMs={nowMs} />
          <QueueSection system={data} nowMs={nowMs} />
          <MetricsSection system={data} nowMs={nowMs} />
          <StorageSection system={data} nowMs={nowMs} />
          <PlacesSection system={data} nowMs={nowMs} />
        </>
      )}
      <ProbesSection />
    </>
  );
};

/** Settings → System: what whoever runs the server looks at. */
export const SystemPage = () => {
  useTitle('System', 'Settings');
  const refusal = useRefusal('system:read');
  return (
    <SettingsFrame>{refusal === null ? <Figures /> : <EmptyState icon={Activity} title={refusal} />}</SettingsFrame>
  );
};
