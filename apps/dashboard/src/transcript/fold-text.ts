const mostLines = 12;
/** A paragraph without breaks folds too. */
const mostCharacters = 2000;

/** The beginning of a text, at most 12 lines and 2,000 characters, and how many lines it has in all. */
export const foldText = (text: string): { readonly shown: string; readonly lines: number } => {
  let end = text.length;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (lines === mostLines) end = at;
    lines += 1;
  }
  if (end <= mostCharacters) return { shown: text.slice(0, end), lines };
  // never between the halves of a surrogate pair
  const isPair = /[\uD800-\uDBFF]/.test(text.charAt(mostCharacters - 1));
  return { shown: text.slice(0, mostCharacters - (isPair ? 1 : 0)), lines };
};
