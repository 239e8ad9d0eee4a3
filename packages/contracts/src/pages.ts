import { z } from 'zod';

/** Bounds of every list: 1 to 100 rows, 50 unless told. */
export const PageInput = z.object({
  limit: z.int().min(1).max(100).default(50),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(200).optional(),
});

/** A page of a list, and how to ask for the next; null after the last row. */
export const toPageSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
