const longest = 60;

/** A slug for a name: its letters and digits in lower case, without accents, words joined by hyphens. */
export const toSlug = (name: string): string => {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').slice(0, longest);
  return words.replace(/^-+|-+$/g, '') || 'agent';
};
