// the signs that part words in the column `runs.search`
const signs = /[!-/:-@[-`{-~\s]+/;

/**
 * A `tsquery` for the texts that hold all words of a search, the last one possibly unfinished; undefined when it has
 * no word.
 */
export const toWordQuery = (search: string): string | undefined => {
  const words = search.split(signs).filter((word) => word !== '');
  return words.length === 0 ? undefined : `${words.map((word) => `'${word}'`).join(' & ')}:*`;
};
