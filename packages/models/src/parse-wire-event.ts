import type { z } from 'zod';

import { ModelError } from './model-error.ts';

/** An event of a provider's stream, as far as it is read. Throws `ModelError` (protocol), naming the provider, for one of another shape. */
export const parseWireEvent = <Shape>(schema: z.ZodType<Shape>, data: unknown, title: string): Shape => {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ModelError('protocol', `${title} sent an event that cannot be read.`, { cause: parsed.error });
};
