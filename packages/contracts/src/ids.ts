import { z } from 'zod';

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const hex = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += hexOfByte[byte] ?? '';
  return text;
};

/** Random bytes are drawn for many ids at once: the draw takes longer than the rest of an id. */
const pool = new Uint8Array(8 * 256);
let drawn = pool.length;

const drawRandom = (): Uint8Array => {
  if (drawn === pool.length) {
    crypto.getRandomValues(pool);
    drawn = 0;
  }
  drawn += 8;
  return pool.slice(drawn - 8, drawn);
};

/** A UUID v7 (RFC 9562) of a moment, a number of 12 bits, and 62 random bits. */
const toId = (atMs: number, count: number): string => {
  const time = atMs.toString(16).padStart(12, '0');
  const random = drawRandom();
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const tail = hex(random);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`;
};

let lastMs = 0;
let counter = 0;

/**
 * A new UUID v7 (RFC 9562): sorts by creation time, and ids made in one process within one
 * millisecond sort in the order they were made (12-bit counter; on overflow the clock is advanced).
 */
export const newId = (nowMs: number = Date.now()): string => {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  return toId(lastMs, counter);
};

/** A new UUID v7 that sorts among those made at this moment, which may be long past; in no order within the millisecond. */
export const newIdAt = (atMs: number): string =>
  toId(Math.min(Math.max(0, Math.trunc(atMs)), 2 ** 48 - 1), Math.floor(Math.random() * 0x1000));

/** Any UUID, lower-cased, so that one id has one spelling. */
export const Id = z.uuid().transform((id) => id.toLowerCase());
export type Id = string;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text has the form of a UUID of any version. */
export const isId = (text: string): boolean => uuidPattern.test(text);

/** Words that stand in a path where a slug could, and therefore cannot be one. */
const reservedSlugs: ReadonlySet<string> = new Set(['activity', 'new', 'register']);

/** The readable name of a resource in paths: 1 to 64 of `a–z 0–9 -`, not a UUID, not a reserved word. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'must be 1 to 64 lower-case letters, digits or inner hyphens')
  .refine((slug) => !isId(slug), 'must not look like a UUID')
  .refine((slug) => !reservedSlugs.has(slug), 'is a reserved word');
export type Slug = string;

/** An id or a slug, as accepted in paths and bodies. */
export const IdOrSlug = z.union([Id, Slug]);
