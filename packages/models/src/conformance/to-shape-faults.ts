import type { z } from 'zod';

/** What is wrong with the shape of a request, each fault with its place. */
export const toShapeFaults = ({ issues }: z.ZodError): string[] =>
  issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
