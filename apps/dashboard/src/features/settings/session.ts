import { isRecord, textOr } from '../../fault.ts';

/** A sign-in of the viewer in some browser. */
export interface Session {
  readonly id: string;
  /** Names it when it is ended. Without the server's signature nobody can sign in with it. */
  readonly token: string;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** A session as the server's sign-in tells it; null for anything else. */
export const parseSession = (value: unknown): Session | null => {
  if (!isRecord(value)) return null;
  const { id, token, createdAt, expiresAt } = value;
  if (typeof id !== 'string' || typeof token !== 'string') return null;
  if (typeof createdAt !== 'string' || typeof expiresAt !== 'string') return null;
  const userAgent = textOr(value['userAgent'], null);
  return { id, token, userAgent, ipAddress: textOr(value['ipAddress'], null), createdAt, expiresAt };
};
