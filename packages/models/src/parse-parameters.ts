import type { JsonObject } from '@signalbox/contracts';
import type { z } from 'zod';

import { ModelError } from './model-error.ts';

/**
 * The parameters of a request as the provider's schema has them. They were checked when the run was started; a model
 * that came in between may refuse them all the same: throws `ModelError` (invalid) that names the first fault.
 */
export const parseParameters = <Parameters>(schema: z.ZodType<Parameters>, parameters: JsonObject): Parameters => {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const { path = [], message = '' } = parsed.error.issues[0] ?? {};
  const place = ['parameters', ...path.map(String)].join('.');
  throw new ModelError('invalid', `The model does not take these parameters. ${place}: ${message}`);
};
