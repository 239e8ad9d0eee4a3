// the signs that part words in the columns `search`
const signs = /[!-/:-@[-`{-~\s]+/;

/** The words of a search, as they can stand in a `tsquery` between quotes. */
export const toSearchWords = (search: string): string[] => search.split(signs).filter((word) => word !== '');

/**
 * A `tsquery` for the texts that hold all words of a search, the last one possibly unfinished; undefined when it has
 * no word.
 */
export const toWordQuery = (search: string): string | undefined => {
  const words = toSearchWords(search);
  return words.length === 0 ? undefined : `${words.map((word) => `'${word}'`).join(' & ')}:*`;
};
