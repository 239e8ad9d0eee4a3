import { isRecord } from './fault.ts';

const toText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/**
 * The search part of an address as texts, as they were written; only what is empty is left out. It comes with the first
 * load, for every route: what the texts mean is read by the page.
 */
export const parseTextSearch = (search: unknown): Readonly<Record<string, string>> => {
  if (!isRecord(search)) return {};
  const texts = Object.entries(search).map(([key, value]) => [key, toText(value)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
};
