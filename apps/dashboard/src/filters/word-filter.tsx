import { FilterSelect } from './filter-select.tsx';
import { toSortedWords } from './to-sorted-words.ts';

interface WordFilterProps {
  readonly label: string;
  readonly all: string;
  readonly words: readonly string[];
  readonly value: string;
  readonly onChange: (word: string) => void;
}

/** Narrows a list by a word that only some workspaces use: without any there is no choice. */
export const WordFilter = (props: WordFilterProps) => {
  const { words, ...select } = props;
  if (words.length === 0 && select.value === '') return null;
  return <FilterSelect {...select} className="w-40" options={toSortedWords(words)} />;
};
