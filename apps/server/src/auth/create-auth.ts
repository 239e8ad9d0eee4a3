import type { Database } from '@signalbox/database';
import { betterAuth } from 'better-auth';
import { organization } from 'better-auth/plugins';

import { minPasswordLength } from './password-rule.ts';

export interface AuthSettings {
  readonly database: Database;
  readonly secret: string;
  /** Address that browsers use. */
  readonly publicUrl: string;
  readonly trustedOrigins: readonly string[];
}

/** What better-auth is made with; a test holds our tables against it. */
export const toAuthOptions = ({ database, secret, publicUrl, trustedOrigins }: AuthSettings) => ({
  appName: 'Signalbox',
  baseURL: publicUrl,
  basePath: '/auth',
  secret,
  database: { db: database.authDb, type: 'postgres' as const },
  trustedOrigins: [...trustedOrigins],
  emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength },
  user: { modelName: 'auth_user' },
  session: { modelName: 'auth_session' },
  account: { modelName: 'auth_account' },
  verification: { modelName: 'auth_verification' },
  rateLimit: { enabled: true, window: 60, max: 120, customRules: { '/sign-in/email': { window: 60, max: 5 } } },
  telemetry: { enabled: false },
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
