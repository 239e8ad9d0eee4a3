import type { ReactNode } from 'react';

interface SettingRowProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** One setting: its name at the left, what it is at the right. */
export const SettingRow = ({ label, hint, children }: SettingRowProps) => (
  <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5">
    <div className="flex min-w-0 flex-1 basis-40 flex-col">
      <span className="font-medium">{label}</span>
      {hint !== undefined && <span className="text-meta text-text-muted">{hint}</span>}
    </div>
    <div className="min-w-0 break-words">{children}</div>
  </div>
);
