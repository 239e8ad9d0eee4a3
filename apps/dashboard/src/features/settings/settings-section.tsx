import { useId, type ReactNode } from 'react';

interface SettingsSectionProps {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the settings, under its title. */
export const SettingsSection = ({ title, lead, actions, children }: SettingsSectionProps) => {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end justify-between gap-2">
        <div className="flex min-w-0 flex-col">
          <h2 id={id} className="text-prose font-semibold">
            {title}
          </h2>
          {lead !== undefined && <p className="text-text-muted">{lead}</p>}
        </div>
        {actions}
      </div>
      <div className="rounded-card border-border bg-surface divide-border flex flex-col divide-y border">
        {children}
      </div>
    </section>
  );
};
