/** Words to choose from: each once, in the order of the alphabet. */
export const toSortedWords = (words: readonly string[]): string[] =>
  [...new Set(words)].filter((word) => word !== '').toSorted((left, right) => left.localeCompare(right));
