import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { toSearchWords } from './to-word-query.ts';

/** Words of one entry that are kept for searches that are written nearly like them. */
const maxWords = 200;
/** Most words that one of a search also stands for. */
const maxSimilar = 6;
/** Least part of all trigrams of two words that they have in common; PostgreSQL's pg_trgm takes the same. */
const leastSimilarity = 0.3;

/** The words of texts that a slip of the pen can happen in: of 3 to 30 letters and digits, beginning with a letter. */
export const toWords = (texts: readonly string[]): string[] => {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [word] of text.toLowerCase().matchAll(/(?<![\p{L}\p{N}])\p{L}[\p{L}\p{N}]{2,29}(?![\p{L}\p{N}])/gu)) {
      if (words.size === maxWords) return [...words];
      words.add(word);
    }
  }
  return [...words];
};

/** Each three signs of a word in a row, two spaces before it and one after it included: `cat` has 4. */
export const toTrigrams = (word: string): string[] => {
  const signs = Array.from(`  ${word} `);
  return [...new Set(signs.slice(2).map((_, index) => signs.slice(index, index + 3).join('')))];
};

/** Keeps words that entries of the workspace hold. */
export const insertActivityWords = async (
  db: Kysely<Tables>,
  { workspaceId, words }: { readonly workspaceId: string; readonly words: readonly string[] },
): Promise<void> => {
  if (words.length === 0) return;
  // in one order everywhere: two that insert the same words wait for each other, never both
  const rows = words.toSorted().map((word) => ({ workspaceId, word, trigrams: toTrigrams(word) }));
  await db
    .insertInto('activityWords')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

const listSimilarWords = async (db: Kysely<Tables>, workspaceId: string, word: string): Promise<string[]> => {
  const trigrams = toTrigrams(word.toLowerCase());
  const similarity = sql<number>`shared / (cardinality(trigrams) + ${trigrams.length}::int - shared)`;
  const { rows } = await sql<{ readonly word: string }>`
    select word from activity_words,
      lateral (select count(*)::float8 as shared from unnest(trigrams) as own where own = any(${trigrams}::text[])) as common
    where workspace_id = ${workspaceId} and trigrams && ${trigrams}::text[] and ${similarity} >= ${leastSimilarity}
    order by ${similarity} desc, word limit ${maxSimilar}
  `.execute(db);
  return rows.map((row) => row.word);
};

/**
 * A `tsquery` for the entries that hold, for each word of a search, that word, one that begins with it, or one that is
 * written nearly like it; undefined when the search has no word.
 */
export const toSimilarWordQuery = async (
  db: Kysely<Tables>,
  { workspaceId, search }: { readonly workspaceId: string; readonly search: string },
): Promise<string | undefined> => {
  const words = toSearchWords(search);
  if (words.length === 0) return undefined;
  const parts: string[] = [];
  for (const word of words) {
    const similar = await listSimilarWords(db, workspaceId, word);
    parts.push(`(${[`'${word}':*`, ...similar.map((other) => `'${other}'`)].join(' | ')})`);
  }
  return parts.join(' & ');
};
