import { CreateApiKeyInput } from '@signalbox/contracts';
import { z } from 'zod';

import { toCleanField } from '../to-clean-field.ts';

/** What may be said of a key and changed later, as it can be stored. */
export const keyFields = {
  name: toCleanField(CreateApiKeyInput.shape.name),
  expiresAt: z.iso
    .datetime()
    .refine((at) => Date.parse(at) > Date.now(), 'must be in the future')
    .nullable(),
  requestsPerMinute: z.int().positive().max(10_000_000).nullable(),
};
