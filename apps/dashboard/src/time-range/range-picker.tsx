import { Button, cn, Icon, Popover, TextField } from '@signalbox/ui';
import { ChevronDown } from 'lucide-react';
import { useState, type FormEvent } from 'react';

import { formatRange } from './format-range.ts';
import { printRange, type RangeSearch, type ReadRange } from './read-range.ts';
import { timeRanges } from './time-ranges.ts';
import { toDay, toDaySpan } from './to-day-span.ts';
import type { PageRange } from './use-range.ts';

interface RangePickerProps {
  readonly page: PageRange;
  readonly onChange: (search: RangeSearch) => void;
}

interface ChoicesProps extends RangePickerProps {
  readonly onClose: () => void;
}

/** A day that ends a span is not in it. */
const lastDayOf = (until: string, timeZone: string): string => toDay(Date.parse(until) - 1, timeZone);

const Days = ({ page: { span, timeZone }, onChange, onClose }: ChoicesProps) => {
  const [first, setFirst] = useState(() => toDay(span.from, timeZone));
  const [last, setLast] = useState(() => lastDayOf(span.until, timeZone));
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const days = toDaySpan(first, last, timeZone);
    setIsWrong(days === null);
    if (!days) return;
    onChange(printRange({ span: days }));
    onClose();
  };
  return (
    <form noValidate onSubmit={submit} className="border-border flex flex-col gap-2 border-t pt-3">
      <div className="grid grid-cols-2 gap-2">
        <TextField label="First day" type="date" value={first} onChange={({ target }) => setFirst(target.value)} />
        <TextField
          label="Last day"
          type="date"
          value={last}
          fault={isWrong ? 'Choose the first day or a later one.' : null}
          onChange={({ target }) => setLast(target.value)}
        />
      </div>
      <Button type="submit">Show these days</Button>
    </form>
  );
};

const isChosen = (range: ReadRange, word: string): boolean => 'word' in range && range.word === word;

const Choices = (props: ChoicesProps) => {
  const { page, onChange, onClose } = props;
  return (
    <>
      <ul aria-label="Ranges up to now" className="grid grid-cols-2 gap-1">
        {[...timeRanges].map(([word, { label }]) => (
          <li key={word}>
            <button
              type="button"
              aria-pressed={isChosen(page.range, word)}
              onClick={() => {
                onChange(printRange({ word }));
                onClose();
              }}
              className={cn(
                'rounded-control hover:bg-hover h-8 w-full px-2 text-left pointer-coarse:h-11',
                isChosen(page.range, word) && 'bg-selected font-medium',
              )}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
      <Days {...props} />
    </>
  );
};

/** The time that a page is about, with the zone of its days, and the choice of another. */
export const RangePicker = ({ page, onChange }: RangePickerProps) => (
  <span className="flex flex-wrap items-center gap-2">
    <Popover
      title="Time range"
      align="end"
      trigger={
        <Button className="font-normal">
          {formatRange(page.range, page.timeZone)}
          <Icon of={ChevronDown} size={14} className="text-text-muted" />
        </Button>
      }
    >
      {(close) => <Choices page={page} onChange={onChange} onClose={close} />}
    </Popover>
    <span className="text-meta text-text-muted">{page.timeZone}</span>
  </span>
);
