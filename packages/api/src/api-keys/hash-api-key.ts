import { createHash } from 'node:crypto';

/** What is stored of a key: 32 random bytes can't be guessed, so a plain SHA-256 is enough. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('base64url');
