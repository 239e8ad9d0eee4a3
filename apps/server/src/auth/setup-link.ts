import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The one-time link with which the first person makes their account. */
export interface SetupLink {
  /** Stands in the printed address; null once it was used, or when there is an owner. */
  token(): string | null;
  /** Whether it is the token; compared in constant time. */
  isToken(text: string): boolean;
  /** From now on no token is right. */
  spend(): void;
}

/** A link with a new random token; it lives in memory only, so a restart makes another. */
export const createSetupLink = (isNeeded: boolean): SetupLink => {
  let token = isNeeded ? randomBytes(32).toString('base64url') : null;
  return {
    token: () => token,
    isToken: (text) => token !== null && timingSafeEqual(digest(text), digest(token)),
    spend: () => {
      token = null;
    },
  };
};
