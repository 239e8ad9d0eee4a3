import type { KeyboardEvent, ReactNode } from 'react';

import { cn } from './cn.ts';
import { CountBadge } from './count-badge.tsx';

interface Tab<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly count?: number | undefined;
}

interface TabsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly tabs: readonly Tab<Value>[];
  readonly onChange: (value: Value) => void;
  readonly className?: string;
}

interface TabPanelProps {
  readonly value: string;
  readonly children: ReactNode;
  readonly className?: string;
}

const toNext = (key: string, at: number, count: number): number | null => {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
};

/** A row of tabs; the page draws the chosen one's `TabPanel`. A page has one tab of each value. */
export const Tabs = <Value extends string>({ label, value, tabs, onChange, className }: TabsProps<Value>) => {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = toNext(event.key, at, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    onChange(tab.value);
    document.getElementById(`tab-${tab.value}`)?.focus();
  };
  return (
    <div
      role="tablist"
      aria-label={label}
      onKeyDown={onKeyDown}
      className={cn('border-border flex shrink-0 gap-4 overflow-x-auto border-b', className)}
    >
      {tabs.map((tab) => {
        const isChosen = tab.value === value;
        return (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`tab-${tab.value}`}
            aria-selected={isChosen}
            aria-controls={isChosen ? `panel-${tab.value}` : undefined}
            tabIndex={isChosen ? 0 : -1}
            onClick={() => onChange(tab.value)}
            className={cn(
              'text-body -outline-offset-2 inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-1 font-medium transition-colors duration-[120ms] pointer-coarse:h-11',
              isChosen ? 'border-accent text-text' : 'text-text-muted hover:text-text border-transparent',
            )}
          >
            {tab.label}
            {tab.count !== undefined && <CountBadge count={tab.count} />}
          </button>
        );
      })}
    </div>
  );
};

/** What the chosen tab stands for. */
export const TabPanel = ({ value, children, className }: TabPanelProps) => (
  <div role="tabpanel" id={`panel-${value}`} aria-labelledby={`tab-${value}`} tabIndex={-1} className={className}>
    {children}
  </div>
);
