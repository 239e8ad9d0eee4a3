import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

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

/** A row of tabs; the page draws the chosen one's `TabPanel`. A page has one tab of each value. */
export const Tabs = <Value extends string>({ label, value, tabs, onChange, className }: TabsProps<Value>) => (
  <BaseTabs.Root
    value={value}
    onValueChange={(next) => {
      const tab = tabs.find((one) => one.value === next);
      if (tab) onChange(tab.value);
    }}
    className="contents"
  >
    <BaseTabs.List
      activateOnFocus
      aria-label={label}
      className={cn('border-border flex shrink-0 gap-4 overflow-x-auto border-b', className)}
    >
      {tabs.map((tab) => (
        <BaseTabs.Tab
          key={tab.value}
          value={tab.value}
          id={`tab-${tab.value}`}
          aria-controls={tab.value === value ? `panel-${tab.value}` : undefined}
          className="text-body data-active:border-accent data-active:text-text text-text-muted hover:text-text inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-1 font-medium -outline-offset-2 transition-colors duration-[120ms] pointer-coarse:h-11"
        >
          {tab.label}
          {tab.count !== undefined && <CountBadge count={tab.count} />}
        </BaseTabs.Tab>
      ))}
    </BaseTabs.List>
  </BaseTabs.Root>
);

/** What the chosen tab stands for. */
export const TabPanel = ({ value, children, className }: TabPanelProps) => (
  <div role="tabpanel" id={`panel-${value}`} aria-labelledby={`tab-${value}`} tabIndex={-1} className={className}>
    {children}
  </div>
);
