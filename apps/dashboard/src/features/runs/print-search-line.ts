import type { ReadFilter } from './read-runs-search.ts';

const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

const printValue = (text: string): string => (text === '' || /[\s"]/.test(text) ? quote(text) : text);

/** Words stand as they are, unless a part of them would be read as something else. */
const printWords = (text: string): string => (/[":]/.test(text) ? quote(text) : text);

/** The line that `parseSearchLine` reads as these filters. */
export const printSearchLine = (filters: readonly ReadFilter[]): string =>
  filters.map(({ key, text }) => (key === 'q' ? printWords(text) : `${key}:${printValue(text)}`)).join(' ');
