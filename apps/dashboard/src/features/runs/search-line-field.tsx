import { SearchField } from '@signalbox/ui';
import { useEffect, useRef, useState } from 'react';

import { parseSearchLine } from './parse-search-line.ts';
import { printSearchLine } from './print-search-line.ts';
import { readRunsSearch, type ReadSearch } from './read-runs-search.ts';
import { filterKeys } from './to-filter-fault.ts';
import type { ChangeSearch } from './use-change-search.ts';

interface SearchLineFieldProps {
  readonly search: ReadSearch;
  readonly onChange: ChangeSearch;
}

interface Draft {
  readonly text: string;
  /** The line of the address when it was typed. */
  readonly basis: string;
}

/** Typing rests this long before the list follows. */
const restMs = 400;
const noFilters = Object.fromEntries([...filterKeys, 'q'].map((key) => [key, undefined]));

/** The line that the text comes to; null while it cannot be read. */
const toLine = (text: string): string | null => {
  const parsed = parseSearchLine(text);
  return 'fault' in parsed ? null : printSearchLine(readRunsSearch(parsed.search).filters);
};

/** All filters as one line that can be typed; in step with the address. */
export const SearchLineField = ({ search, onChange }: SearchLineFieldProps) => {
  const line = printSearchLine(search.filters);
  const [draft, setDraft] = useState<Draft>({ text: line, basis: line });
  const [fault, setFault] = useState<string | null>(null);
  const timer = useRef<number>(undefined);
  // within one visit of the field, Back undoes all that was typed
  const hasPushed = useRef(false);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const isDraftShown = draft.basis === line || toLine(draft.text) === line;

  const apply = (text: string): void => {
    window.clearTimeout(timer.current);
    const parsed = parseSearchLine(text);
    setFault('fault' in parsed ? parsed.fault : null);
    if ('fault' in parsed || toLine(text) === line) return;
    onChange({ ...noFilters, ...parsed.search }, { isReplacing: hasPushed.current });
    hasPushed.current = true;
  };
  const type = (text: string): void => {
    setDraft({ text, basis: line });
    if (toLine(text) !== null) setFault(null);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => apply(text), restMs);
  };
  const text = isDraftShown ? draft.text : line;
  return (
    <form
      className="flex min-w-0 flex-1 flex-col gap-1 md:basis-full @4xl:basis-0"
      onFocus={() => (hasPushed.current = false)}
      onSubmit={(event) => {
        event.preventDefault();
        apply(text);
      }}
    >
      <SearchField
        label="Search runs"
        placeholder={'Search: status:failed agent:assistant "refund"'}
        value={text}
        onChange={type}
      />
      <p role="status" className="text-meta text-danger-text empty:hidden">
        {isDraftShown ? fault : null}
      </p>
    </form>
  );
};
