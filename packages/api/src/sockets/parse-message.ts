import type { z } from 'zod';

import { parseJsonBody } from '../rest/parse-json-body.ts';
import { toInvalidInput } from '../to-app-error.ts';

/** The JSON of a message, as its schema says. Throws `request.invalid`, `request.too-deep`. */
export const parseMessage = <Schema extends z.ZodType>(bytes: Uint8Array, schema: Schema): z.output<Schema> => {
  const parsed = schema.safeParse(parseJsonBody(bytes));
  if (parsed.success) return parsed.data;
  throw toInvalidInput(parsed.error);
};
