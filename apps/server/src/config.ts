import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { z } from 'zod';

/** Names that a machine calls itself by; anything else is reachable from outside. */
const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const wholeNumber = (least: number, most: number, otherwise: number) =>
  z.coerce
    .number(`must be a whole number from ${least} to ${most}`)
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`)
    .default(otherwise);

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an address such as https://signalbox.example' });

/** Every setting, with the default that makes the embedded mode work. Names are the environment's. */
export const Settings = z
  .object({
    PORT: wholeNumber(0, 65_535, 4000),
    HOST: z
      .string()
      .refine((host) => host === 'localhost' || isIP(host) !== 0, 'must be an IP address or localhost')
      .default('127.0.0.1'),
    PUBLIC_URL: httpUrl.optional(),
    SIGNALBOX_DATA_DIR: z.string().default('./data'),
    SIGNALBOX_TOOLS_DIR: z.string().optional(),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(?:ql)?:\/\//, 'must begin with postgres:// or postgresql://')
      .optional(),
    OWNER_EMAIL: z.email('must be an e-mail address').optional(),
    OWNER_PASSWORD_FILE: z.string().optional(),
    SIGNALBOX_ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
    SIGNALBOX_MASTER_KEY: z.string().min(32, 'must be at least 32 characters').optional(),
    SIGNALBOX_MASTER_KEY_FILE: z.string().optional(),
    SIGNALBOX_SESSION_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
    SIGNALBOX_SESSION_SECRET_FILE: z.string().optional(),
    CORS_ORIGINS: z.string().transform(list).pipe(z.array(httpUrl)).default([]),
    FRONTEND_URL: z.string().transform(list).pipe(z.array(httpUrl)).default([]),
    SIGNALBOX_DEMO_TOKENS_PER_SECOND: wholeNumber(0, 100_000, 40),
    SIGNALBOX_WORKER_CONCURRENCY: wholeNumber(1, 10_000, 50),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  })
  .superRefine((settings, context) => {
    const fault = (name: string, message: string): void => context.addIssue({ code: 'custom', path: [name], message });
    if (!loopbackHosts.has(settings.HOST) && settings.PUBLIC_URL === undefined) {
      fault('HOST', 'lets other machines in: set PUBLIC_URL to the address they use, or leave HOST away');
    }
    if (settings.SIGNALBOX_ROLE !== 'all' && settings.DATABASE_URL === undefined) {
      fault('SIGNALBOX_ROLE', 'needs DATABASE_URL: the embedded database has one process, with the role all');
    }
    if ((settings.OWNER_EMAIL === undefined) !== (settings.OWNER_PASSWORD_FILE === undefined)) {
      fault('OWNER_EMAIL', 'and OWNER_PASSWORD_FILE belong together: set both or neither');
    }
  });

/** The settings of one server process. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly toolsDir: string;
  readonly databaseUrl: string | undefined;
  readonly owner: { readonly email: string; readonly passwordFile: string } | undefined;
  readonly role: 'all' | 'web' | 'worker';
  /** Given from outside; made in the data folder when undefined. */
  readonly masterKey: string | undefined;
  readonly sessionSecret: string | undefined;
  readonly corsOrigins: readonly string[];
  readonly demoTokensPerSecond: number;
  readonly workerConcurrency: number;
  readonly logLevel: string;
}

/** The settings are wrong; the message lists every fault. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`These settings are wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const readSecret = (value: string | undefined, file: string | undefined): string | undefined =>
  value ?? (file === undefined ? undefined : readFileSync(file, 'utf8').trim());

const toConfig = (settings: z.infer<typeof Settings>): Config => {
  const dataDir = resolve(settings.SIGNALBOX_DATA_DIR);
  const { OWNER_EMAIL: email, OWNER_PASSWORD_FILE: passwordFile } = settings;
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL,
    dataDir,
    toolsDir: resolve(settings.SIGNALBOX_TOOLS_DIR ?? `${dataDir}/tools`),
    databaseUrl: settings.DATABASE_URL,
    owner: email === undefined || passwordFile === undefined ? undefined : { email, passwordFile },
    role: settings.SIGNALBOX_ROLE,
    masterKey: readSecret(settings.SIGNALBOX_MASTER_KEY, settings.SIGNALBOX_MASTER_KEY_FILE),
    sessionSecret: readSecret(settings.SIGNALBOX_SESSION_SECRET, settings.SIGNALBOX_SESSION_SECRET_FILE),
    corsOrigins: [...settings.CORS_ORIGINS, ...settings.FRONTEND_URL].map((url) => new URL(url).origin),
    demoTokensPerSecond: settings.SIGNALBOX_DEMO_TOKENS_PER_SECOND,
    workerConcurrency: settings.SIGNALBOX_WORKER_CONCURRENCY,
    logLevel: settings.LOG_LEVEL,
  };
};

/**
 * The configuration from the environment; `--role` among the arguments wins over the environment's.
 * An empty variable counts as not set. Throws `ConfigError` with all faults at once.
 */
export const readConfig = (
  commandLine: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  let role: string | undefined;
  try {
    role = parseArgs({ args: [...commandLine], options: { role: { type: 'string' } } }).values.role;
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : 'the arguments can’t be read']);
  }
  const parsed = Settings.safeParse({ ...given, ...(role !== undefined && { SIGNALBOX_ROLE: role }) });
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
  return toConfig(parsed.data);
};
