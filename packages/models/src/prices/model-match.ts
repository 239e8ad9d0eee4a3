import { z } from 'zod';

/** Which names of models a price is for; letter case counts for nothing. The form is that of genai-prices. */
export type ModelMatch =
  | { readonly equals: string }
  | { readonly starts_with: string }
  | { readonly ends_with: string }
  | { readonly contains: string }
  | { readonly regex: string }
  | { readonly or: readonly ModelMatch[] }
  | { readonly and: readonly ModelMatch[] };

export const ModelMatch: z.ZodType<ModelMatch> = z.lazy(() =>
  z.union([
    z.strictObject({ equals: z.string() }),
    z.strictObject({ starts_with: z.string() }),
    z.strictObject({ ends_with: z.string() }),
    z.strictObject({ contains: z.string() }),
    z.strictObject({ regex: z.string() }),
    z.strictObject({ or: z.array(ModelMatch) }),
    z.strictObject({ and: z.array(ModelMatch) }),
  ]),
);

/** Whether the name, in small letters, is meant. */
export const isMatch = (match: ModelMatch, name: string): boolean => {
  if ('equals' in match) return name === match.equals.toLowerCase();
  if ('starts_with' in match) return name.startsWith(match.starts_with.toLowerCase());
  if ('ends_with' in match) return name.endsWith(match.ends_with.toLowerCase());
  if ('contains' in match) return name.includes(match.contains.toLowerCase());
  if ('regex' in match) return new RegExp(match.regex).test(name);
  if ('or' in match) return match.or.some((each) => isMatch(each, name));
  return match.and.every((each) => isMatch(each, name));
};

/** Whether the name, in small letters, stands in it letter by letter. */
export const isNamed = (match: ModelMatch, name: string): boolean => {
  if ('equals' in match) return name === match.equals.toLowerCase();
  if ('or' in match) return match.or.some((each) => isNamed(each, name));
  return 'and' in match && match.and.some((each) => isNamed(each, name));
};
