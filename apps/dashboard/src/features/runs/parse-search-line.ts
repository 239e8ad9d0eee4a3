import type { RunsSearch } from './parse-runs-search.ts';
import { toLoneFault } from './read-runs-search.ts';
import { filterKeys, isFilterKey, toFilterFault, type FilterKey } from './to-filter-fault.ts';

export type SearchLine = { readonly search: RunsSearch } | { readonly fault: string };

/** A key with its value, a text in quotes, or a word. A quote within quotes has a backslash before it. */
const piece =
  /\s*(?:(?<key>[^\s":]+):(?:"(?<quotedValue>(?:[^"\\]|\\.)*)"|(?<value>[^\s"]*))|"(?<quoted>(?:[^"\\]|\\.)*)"|(?<word>[^\s":]+))(?=\s|$)/y;

const unescape = (text: string): string => text.replaceAll(/\\(.)/g, '$1');

const toKeyFault = (key: string): string =>
  `There is no key “${key}”. Keys are ${filterKeys.join(', ')}; text with a colon goes in quotes.`;

const addFilter = (filters: Map<FilterKey, string>, key: FilterKey, value: string): string | null => {
  const fault = toFilterFault(key, value);
  if (fault !== null) return fault;
  const earlier = filters.get(key);
  if (earlier !== undefined && key !== 'status') return `${key}: can stand in the line only once.`;
  filters.set(key, earlier === undefined ? value : `${earlier},${value}`);
  return null;
};

/** What a search line such as `status:failed agent:assistant "refund"` asks for, or a sentence why it can't be read. */
export const parseSearchLine = (line: string): SearchLine => {
  const filters = new Map<FilterKey, string>();
  const words: string[] = [];
  const text = line.trim();
  piece.lastIndex = 0;
  while (piece.lastIndex < text.length) {
    const groups = piece.exec(text)?.groups;
    if (!groups) return { fault: 'A quote, or a colon without a key, is left over. Text with either goes in quotes.' };
    const { key, quotedValue, value, quoted, word } = groups;
    if (key === undefined) {
      words.push(word ?? unescape(quoted ?? ''));
      continue;
    }
    if (!isFilterKey(key)) return { fault: toKeyFault(key) };
    if (value === '') return { fault: `${key}: needs a value behind it.` };
    const fault = addFilter(filters, key, value ?? unescape(quotedValue ?? ''));
    if (fault !== null) return { fault };
  }
  const q = words.join(' ').replaceAll(/\s+/g, ' ').trim();
  if (q.length > 200) return { fault: 'Words are searched up to 200 characters.' };
  const search: RunsSearch = { ...Object.fromEntries(filters), ...(q !== '' && { q }) };
  const lone = toLoneFault(filters.has('version') ? 'version' : '', search);
  return lone === null ? { search } : { fault: lone };
};
