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
  /** The failed ones are shown by how they failed. */
  readonly isByError: boolean;
  /** Runs that the figure which led here counted, and that were deleted since. */
  readonly gone: number;
}

const longestWords = 200;

const toFault = (key: string, text: string): string | null => {
  if (isFilterKey(key)) return toFilterFault(key, text);
  if (key === 'q')
    return text.trim().length <= longestWords ? null : `Words are searched up to ${longestWords} characters.`;
  if (key === 'group') return text === 'error' ? null : `Runs are not grouped by “${text}”, only by error.`;
  if (key === 'gone') return /^\d{1,9}$/.test(text) ? null : `“${text}” is not a number of runs.`;
  if (key === 'peek') return isId(text) ? null : `“${text}” is not the id of a run.`;
  return `Lists of runs have no filter called “${key}”.`;
};

/** Why a filter means nothing without another; null when it does not need one. */
export const toLoneFault = (key: string, { agent }: Pick<RunsSearch, 'agent'>): string | null =>
  key === 'version' && agent === undefined ? 'A version is one of an agent: name that with agent: too.' : null;

/** What the address asks for, and what of it cannot be understood: nothing is dropped. */
export const readRunsSearch = (search: RunsSearch): ReadSearch => {
  const texts = new Map(Object.entries<string | undefined>({ ...search }));
  const unread: UnreadPart[] = [];
  for (const [key, text] of texts) {
    const fault = text === undefined ? null : (toFault(key, text) ?? toLoneFault(key, search));
    if (text !== undefined && fault !== null) unread.push({ key, text, fault });
  }
  const isRead = (key: string): boolean => texts.get(key) !== undefined && !unread.some((part) => part.key === key);
  const filters = [...filterKeys, 'q' as const].filter(isRead).map((key) => ({ key, text: texts.get(key) ?? '' }));
  return {
    filters,
    unread,
    peek: isRead('peek') ? (texts.get('peek') ?? null) : null,
    isByError: isRead('group'),
    gone: isRead('gone') ? Number(texts.get('gone')) : 0,
  };
};
