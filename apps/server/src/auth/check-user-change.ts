import { isCleanText } from '@signalbox/contracts';
import { APIError } from 'better-auth/api';
import { z } from 'zod';

const UserChange = z.object({
  name: z
    .string('must be text')
    .trim()
    .min(1, 'must not be empty')
    .max(100, 'must be at most 100 characters')
    .refine(isCleanText, 'must not hold NUL or broken characters')
    .optional(),
  image: z.null('can’t be set').optional(),
});

/** What somebody changes of themselves, as it can be stored. Throws better-auth's own error, which is answered with 400. */
export const checkUserChange = async (change: Record<string, unknown>): Promise<{ data: Record<string, unknown> }> => {
  const parsed = UserChange.safeParse(change);
  if (parsed.success) return { data: { ...change, ...parsed.data } };
  const [issue] = parsed.error.issues;
  const message = `The ${String(issue?.path[0])} ${issue?.message}.`;
  throw new APIError('BAD_REQUEST', { code: 'INVALID_USER', message });
};
