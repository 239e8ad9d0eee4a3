import { isCleanText } from '@signalbox/contracts';
import type { z } from 'zod';

/** The same text, refused with NUL or broken characters in it: for names, and for what is only compared. */
export const toCleanField = (field: z.ZodString): z.ZodString =>
  field.refine(isCleanText, 'must not hold NUL or broken characters');
