import { AppError, type Permission } from '@signalbox/contracts';

import type { Principal } from './services.ts';

/** The caller, who must be known. Throws `auth.required`. */
export const authenticate = (principal: Principal | null): Principal => {
  if (principal) return principal;
  throw new AppError('auth.required', 'Sign in, or send an API key as “Authorization: Bearer …”.');
};

/** Throws `auth.forbidden` when the caller lacks the permission. */
export const authorize = (principal: Principal, permission: Permission): void => {
  if (principal.permissions.has(permission)) return;
  const { name } = principal.actor;
  throw new AppError('auth.forbidden', `This needs the permission ${permission}, which ${name} does not have.`);
};
