import { AppError } from '@signalbox/contracts';

import type { Principal } from './services.ts';

/** The caller, who must be known. Throws `auth.required`. */
export const authenticate = (principal: Principal | null): Principal => {
  if (principal) return principal;
  throw new AppError('auth.required', 'Sign in, or send an API key as “Authorization: Bearer …”.');
};
