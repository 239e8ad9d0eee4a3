import type { RunEvent, RunEventType } from '@signalbox/contracts';
import { cn, Select } from '@signalbox/ui';
import { useMemo, useState } from 'react';

import { formatCount } from '../../formats/format-count.ts';
import { formatExactTime } from '../../formats/format-exact-time.ts';
import { formatMilliseconds } from './format-milliseconds.ts';
import { isPhone } from './is-phone.ts';
import { toEventSummary } from './to-event-summary.ts';
import { VirtualRows } from './virtual-rows.tsx';

interface LogViewProps {
  readonly events: readonly RunEvent[];
  readonly selectedSeq: number | null;
  readonly onSelect: (seq: number) => void;
}

interface LogRowProps {
  readonly event: RunEvent;
  readonly isSelected: boolean;
  readonly onSelect: (seq: number) => void;
}

const rowPx = 28;
const phoneRowPx = 44;

const types: readonly RunEventType[] = [
  'user-request',
  'model-call-start',
  'agent-thought',
  'tool-call',
  'tool-start',
  'tool-result',
  'model-call-end',
  'model-call-discard',
  'agent-response',
  'approval-request',
  'approval-decision',
  'run-resume',
  'run-end',
];

const LogRow = ({ event, isSelected, onSelect }: LogRowProps) => (
  <button
    type="button"
    data-log={event.seq}
    aria-current={isSelected ? 'step' : undefined}
    onClick={() => onSelect(event.seq)}
    className={cn(
      'border-border text-code -outline-offset-2 hover:bg-hover flex h-11 w-full flex-wrap content-center items-center gap-x-3 border-b px-3 text-left font-mono sm:h-7 sm:flex-nowrap md:px-5',
      isSelected && 'bg-selected',
    )}
  >
    <span className="text-text-muted w-10 shrink-0 tabular-nums sm:text-right">{event.seq}</span>
    <time
      dateTime={event.at}
      title={formatExactTime(event.at)}
      className="text-text-muted w-24 shrink-0 tabular-nums max-sm:order-1 max-sm:text-right"
    >
      {formatMilliseconds(event.at)}
    </time>
    <span className="w-36 shrink-0 truncate max-sm:w-auto max-sm:flex-1">{event.type}</span>
    <span className="text-text-muted min-w-0 flex-1 truncate font-sans max-sm:order-2 max-sm:basis-full">
      {toEventSummary(event)}
    </span>
  </button>
);

/** Every event of a run as it was stored; only the rows in sight are drawn. */
export const LogView = ({ events, selectedSeq, onSelect }: LogViewProps) => {
  const [type, setType] = useState<RunEventType | 'all'>('all');
  const shown = useMemo(
    () => (type === 'all' ? events : events.filter((event) => event.type === type)),
    [events, type],
  );
  const selectedIndex = useMemo(() => shown.findIndex(({ seq }) => seq === selectedSeq), [shown, selectedSeq]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="border-border flex shrink-0 items-center gap-3 border-b px-3 py-1.5 md:px-5">
        <Select
          label="Type of event"
          isLabelHidden
          isSmall
          className="w-52"
          value={type}
          options={[{ value: 'all', label: 'All events' }, ...types.map((value) => ({ value, label: value }))]}
          onChange={setType}
        />
        <span className="text-meta text-text-muted tabular-nums">
          {shown.length === events.length ? '' : `${formatCount(shown.length)} of `}
          {formatCount(events.length)} events
        </span>
      </div>
      {shown.length === 0 ? (
        <p className="text-text-muted p-5">The log has no event of this type.</p>
      ) : (
        <VirtualRows
          key={type}
          label="Log"
          count={shown.length}
          rowPx={isPhone() ? phoneRowPx : rowPx}
          selectedIndex={selectedIndex}
          renderRow={(index) => {
            const event = shown[index];
            return event && <LogRow event={event} isSelected={event.seq === selectedSeq} onSelect={onSelect} />;
          }}
        />
      )}
    </div>
  );
};
