import { isId } from '@signalbox/contracts';

import type { RunsSearch } from './parse-runs-search.ts';
import { filterKeys, isFilterKey, toFilterFault, type FilterKey } from './to-filter-fault.ts';

export interface ReadFilter {
  readonly key: FilterKey | 'q';
  readonly text: string;
}

interface UnreadPart {
  readonly key: string;
  readonly text: string;
  /** Why it has no effect, as a sentence. */
  readonly fault: string;
}

export interface ReadSearch {
  /** The filters that hold, in a fixed order, words last. */
  readonly filters: readonly ReadFilter[];
  /** What could not be understood, and therefore filters nothing. */
  readonly unread: readonly UnreadPart[];
  readonly peek: string | null;
}

const longestWords = 200;

const toFault = (key: string, text: string): string | null => {
  if (isFilterKey(key)) return toFilterFault(key, text);
  if (key === 'q')
    return text.trim().length <= longestWords ? null : `Words are searched up to ${longestWords} characters.`;
  if (key === 'peek') return isId(text) ? null : `“${text}” is not the id of a run.`;
  return `Lists of runs have no filter called “${key}”.`;
};

/** What the address asks for, and what of it cannot be understood: nothing is dropped. */
export const readRunsSearch = (search: RunsSearch): ReadSearch => {
  const texts = new Map(Object.entries<string | undefined>({ ...search }));
  const unread: UnreadPart[] = [];
  for (const [key, text] of texts) {
    const fault = text === undefined ? null : toFault(key, text);
    if (text !== undefined && fault !== null) unread.push({ key, text, fault });
  }
  const isRead = (key: string): boolean => texts.get(key) !== undefined && !unread.some((part) => part.key === key);
  const filters = [...filterKeys, 'q' as const].filter(isRead).map((key) => ({ key, text: texts.get(key) ?? '' }));
  return { filters, unread, peek: isRead('peek') ? (texts.get('peek') ?? null) : null };
};
