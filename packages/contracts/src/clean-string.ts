import { z } from 'zod';

import { isCleanText } from './json.ts';

/** Text that every database and wire takes as it is. */
export const CleanString = z.string().refine(isCleanText, 'must not hold NUL or broken characters');
