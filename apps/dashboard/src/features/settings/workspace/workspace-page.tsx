import type { WorkspaceSettings } from '@signalbox/contracts';
import { Combobox, FaultBox, Select, Skeleton, toast } from '@signalbox/ui';

import { toFault } from '../../../fault.ts';
import { useTitle } from '../../../use-title.ts';
import { useRefusal } from '../../../viewer/viewer-context.ts';
import { SettingRow } from '../setting-row.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { SettingsSection } from '../settings-section.tsx';
import { RetentionSection } from './retention-section.tsx';
import { useWorkspace } from './use-workspace.ts';

interface SectionProps {
  readonly settings: WorkspaceSettings;
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const toZoneOptions = (chosen: string) =>
  (zones.includes(chosen) ? zones : [chosen, ...zones]).map((zone) => ({ value: zone, label: zone }));

/** The zone and the silence, each changed at once. */
const GeneralSection = ({ settings }: SectionProps) => {
  const { update } = useWorkspace();
  const refusal = useRefusal('workspace:update');
  const change = (next: Partial<WorkspaceSettings>, before: Partial<WorkspaceSettings>, title: string): void =>
    update.mutate(next, {
      onSuccess: () => toast({ title, action: { label: 'Undo', onSelect: () => update.mutate(before) } }),
    });
  const { timeZone, staleAfterMinutes } = settings;
  const silences = [...new Set([...staleOptions.keys(), staleAfterMinutes])].toSorted((left, right) => left - right);
  return (
    <SettingsSection title="General" {...(refusal !== null && { lead: refusal })}>
      <SettingRow label="Time zone" hint="Where days begin: “today”, charts by day, and the month so far go by it.">
        <Combobox
          label="Time zone"
          isLabelHidden
          className="w-56"
          value={timeZone}
          options={toZoneOptions(timeZone)}
          disabled={refusal !== null}
          onChange={(zone) => change({ timeZone: zone }, { timeZone }, `Days begin in ${zone} now`)}
        />
      </SettingRow>
      <SettingRow label="Stale after" hint="An agent that runs elsewhere and was silent for so long is marked stale.">
        <Select
          label="Stale after"
          isLabelHidden
          className="w-56"
          value={String(staleAfterMinutes)}
          options={silences.map((minutes) => ({
            value: String(minutes),
            label: staleOptions.get(minutes) ?? `${minutes} minutes`,
          }))}
          disabled={refusal !== null || update.isPending}
          onChange={(minutes) => change({ staleAfterMinutes: Number(minutes) }, { staleAfterMinutes }, 'Saved')}
        />
      </SettingRow>
    </SettingsSection>
  );
};

const staleOptions: ReadonlyMap<number, string> = new Map([
  [5, '5 minutes'],
  [15, '15 minutes'],
  [60, '1 hour'],
  [6 * 60, '6 hours'],
  [24 * 60, '1 day'],
  [7 * 24 * 60, '1 week'],
]);

const Loading = () => (
  <SettingsSection title="General">
    <div aria-busy className="flex flex-col gap-2 p-4">
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
    </div>
  </SettingsSection>
);

/** Settings → Workspace: where its days begin, when an agent is stale, and how long data is kept. */
export const WorkspacePage = () => {
  useTitle('Workspace', 'Settings');
  const { workspace } = useWorkspace();
  const settings = workspace.data?.settings;
  return (
    <SettingsFrame>
      {workspace.isPending && <Loading />}
      {workspace.error && <FaultBox fault={toFault(workspace.error)} onRetry={() => void workspace.refetch()} />}
      {settings && (
        <>
          <GeneralSection settings={settings} />
          <RetentionSection settings={settings} />
        </>
      )}
    </SettingsFrame>
  );
};
