import type { Database } from '@signalbox/database';
import { betterAuth } from 'better-auth';
import { organization } from 'better-auth/plugins';
import type { Logger } from 'pino';

import type { AllowedOrigins } from '../http/allowed-origins.ts';
import { checkUserChange } from './check-user-change.ts';
import { minPasswordLength } from './password-rule.ts';

type AuthLogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface AuthSettings {
  readonly database: Database;
  readonly secret: string;
  /** Address that browsers use. */
  readonly publicUrl: string;
  readonly isAllowedOrigin: AllowedOrigins['isAllowedOrigin'];
  readonly log: Logger;
}

/** The origin of a request's page when it counts as one of ours; better-auth asks for a list. */
const toTrustedOrigins = (request: Request | undefined, isAllowedOrigin: AuthSettings['isAllowedOrigin']): string[] => {
  const origin = request?.headers.get('origin') ?? undefined;
  if (origin === undefined) return [];
  return isAllowedOrigin(origin, request?.headers.get('host') ?? undefined) ? [origin] : [];
};

/** What better-auth is made with; a test holds our tables against it. */
export const toAuthOptions = ({ database, secret, publicUrl, isAllowedOrigin, log }: AuthSettings) => ({
  appName: 'Signalbox',
  baseURL: publicUrl,
  basePath: '/auth',
  secret,
  database: { db: database.authDb, type: 'postgres' as const },
  trustedOrigins: (request?: Request) => toTrustedOrigins(request, isAllowedOrigin),
  emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength },
  user: { modelName: 'auth_user' },
  // who is signed in may see and end their sessions, however long ago they signed in
  session: { modelName: 'auth_session', freshAge: 0 },
  account: { modelName: 'auth_account' },
  verification: { modelName: 'auth_verification' },
  databaseHooks: { user: { update: { before: checkUserChange } } },
  rateLimit: { enabled: true, window: 60, max: 120, customRules: { '/sign-in/email': { window: 60, max: 5 } } },
  telemetry: { enabled: false },
  // what is no answer of better-auth's own comes to our error handler
  onAPIError: { throw: true },
  logger: {
    log: (level: AuthLogLevel, message: string, ...causes: unknown[]) => log[level]({ err: causes[0] }, message),
  },
  advanced: {
    cookiePrefix: 'signalbox',
    useSecureCookies: publicUrl.startsWith('https://'),
    database: { generateId: 'uuid' as const },
    ipAddress: { ipAddressHeaders: ['x-real-ip'] },
  },
  plugins: [
    organization({
      allowUserToCreateOrganization: false,
      schema: {
        organization: { modelName: 'auth_organization' },
        member: { modelName: 'auth_member' },
        invitation: { modelName: 'auth_invitation' },
      },
    }),
  ],
});

/** Sign-in with e-mail and password; organizations are our workspaces. Nobody can sign up by themselves. */
export const createAuth = (settings: AuthSettings) => betterAuth(toAuthOptions(settings));

export type Auth = ReturnType<typeof createAuth>;
