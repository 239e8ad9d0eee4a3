import { Button, cn, Icon, Tooltip } from '@signalbox/ui';
import { X } from 'lucide-react';

import { useNow } from '../../use-now.ts';
import type { ReadSearch } from './read-runs-search.ts';
import { toFilterLabel } from './to-filter-label.ts';
import { toCleared, type ChangeSearch } from './use-change-search.ts';

interface FilterChipsProps {
  readonly search: ReadSearch;
  readonly onChange: ChangeSearch;
}

interface ChipProps {
  readonly label: string;
  /** Why it has no effect; null when it has. */
  readonly fault: string | null;
  readonly onRemove: () => void;
}

const minuteMs = 60_000;

const Chip = ({ label, fault, onRemove }: ChipProps) => {
  const isUnread = fault !== null;
  const chip = (
    <span
      className={cn(
        'rounded-badge text-meta inline-flex h-6 max-w-full min-w-0 items-center pl-2 pointer-coarse:h-11',
        isUnread ? 'border-warning bg-surface text-warning-text border border-dashed' : 'bg-neutral-tint text-text',
      )}
    >
      <span className="truncate">{isUnread ? `Not understood: ${label}` : label}</span>
      <button
        type="button"
        aria-label={`Remove ${label}`}
        onClick={onRemove}
        className="text-text-muted hover:text-text rounded-badge flex size-6 shrink-0 items-center justify-center pointer-coarse:size-11"
      >
        <Icon of={X} size={14} />
      </button>
    </span>
  );
  return isUnread ? <Tooltip text={fault}>{chip}</Tooltip> : chip;
};

/** What the list is filtered by, each part with a way to remove it; what was not understood stands there too. */
export const FilterChips = ({ search, onChange }: FilterChipsProps) => {
  const nowMs = useNow(minuteMs);
  const { filters, unread } = search;
  if (filters.length + unread.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex min-w-0 flex-wrap items-center gap-1.5">
      {filters.map((filter) => (
        <li key={filter.key} className="flex max-w-full min-w-0">
          <Chip
            label={toFilterLabel(filter, nowMs)}
            fault={null}
            onRemove={() => onChange({ [filter.key]: undefined })}
          />
        </li>
      ))}
      {unread.map(({ key, text, fault }) => (
        <li key={key} className="flex max-w-full min-w-0">
          <Chip label={`${key}=${text}`} fault={fault} onRemove={() => onChange({ [key]: undefined })} />
        </li>
      ))}
      <li>
        <Button kind="quiet" size="small" className="text-meta" onClick={() => onChange(toCleared(search))}>
          Clear filters
        </Button>
      </li>
    </ul>
  );
};
