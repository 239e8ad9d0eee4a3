import { z } from 'zod';

const Repeated = z.strictObject({ $repeat: z.tuple([z.string(), z.int()]) });
const Joined = z.strictObject({ $concat: z.array(z.unknown()) });
const Hex = z.strictObject({ $hex: z.string() });
const Raw = z.strictObject({ $raw: z.string() });

/** The text that an input of the corpus stands for, written out; undefined when it is no text. */
export const expandText = (input: unknown): string | undefined => {
  if (typeof input === 'string') return input;
  const repeated = Repeated.safeParse(input);
  if (repeated.success) return repeated.data.$repeat[0].repeat(repeated.data.$repeat[1]);
  const raw = Raw.safeParse(input);
  if (raw.success) return raw.data.$raw;
  const joined = Joined.safeParse(input);
  return joined.success ? joined.data.$concat.map((part) => expandText(part) ?? '').join('') : undefined;
};

/** The bytes that an input given in hexadecimal stands for. */
export const expandBytes = (input: unknown): Buffer | undefined => {
  const hex = Hex.safeParse(input);
  return hex.success ? Buffer.from(hex.data.$hex.replaceAll(' ', ''), 'hex') : undefined;
};

/** Every text within a value, keys left out, deepest last. */
export const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
};
