import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { ConnectionKey, ConnectionUrl } from '@signalbox/contracts';
import { parseAllowEntry } from '@signalbox/guarded-fetch';
import { z } from 'zod';

import { type EnvironmentConnection, toEnvironmentConnections } from './connections/to-environment-connections.ts';
import { isLoopback } from './is-loopback.ts';

/** Shortest secret accepted, in characters. */
export const minSecretLength = 32;

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

/** Cookies, links and the sign-in hang on the origin: a path would be lost. */
const originUrl = httpUrl.refine(
  (text) => !URL.canParse(text) || `${new URL(text).origin}/` === new URL(text).href,
  'must be an address without a path, such as https://signalbox.example',
);

const secret = z.string().min(minSecretLength, `must be at least ${minSecretLength} characters`);

/** Every setting, with the default that makes the embedded mode work. Names are the environment's. */
export const Settings = z.object({
  PORT: wholeNumber(0, 65_535, 4000),
  HOST: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) !== 0, 'must be an IP address or localhost')
    .default('127.0.0.1'),
  SIGNALBOX_PORT_SHARING: z.enum(['off', 'on'], 'must be off or on').default('off'),
  PUBLIC_URL: originUrl.optional(),
  SIGNALBOX_DATA_DIR: z.string().default('./data'),
  SIGNALBOX_TOOLS_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  SIGNALBOX_MEMORY_COMMAND: z.string().trim().min(1).optional(),
  SIGNALBOX_MEMORY_URL: httpUrl.optional(),
  OWNER_EMAIL: z.email('must be an e-mail address').optional(),
  OWNER_PASSWORD_FILE: z.string().optional(),
  SIGNALBOX_ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
  SIGNALBOX_MASTER_KEY: secret.optional(),
  SIGNALBOX_MASTER_KEY_FILE: z.string().optional(),
  SIGNALBOX_MASTER_KEY_OLD: z.string().transform(list).pipe(z.array(secret)).default([]),
  SIGNALBOX_UNREADABLE_KEYS: z.enum(['refuse', 'keep'], 'must be refuse or keep').default('refuse'),
  SIGNALBOX_SESSION_SECRET: secret.optional(),
  SIGNALBOX_SESSION_SECRET_FILE: z.string().optional(),
  CORS_ORIGINS: z.string().transform(list).pipe(z.array(httpUrl)).default([]),
  FRONTEND_URL: z.string().transform(list).pipe(z.array(httpUrl)).default([]),
  ANTHROPIC_API_KEY: ConnectionKey.optional(),
  ANTHROPIC_BASE_URL: ConnectionUrl.optional(),
  OPENAI_API_KEY: ConnectionKey.optional(),
  OPENAI_BASE_URL: ConnectionUrl.optional(),
  GEMINI_API_KEY: ConnectionKey.optional(),
  GEMINI_BASE_URL: ConnectionUrl.optional(),
  GOOGLE_API_KEY: ConnectionKey.optional(),
  GOOGLE_BASE_URL: ConnectionUrl.optional(),
  OLLAMA_URL: originUrl.default('http://127.0.0.1:11434'),
  API_BASE_URL: ConnectionUrl.optional(),
  API_KEY: ConnectionKey.optional(),
  MODEL: z.string().trim().min(1).max(200).optional(),
  SIGNALBOX_OPEN: z.enum(['auto', 'never'], 'must be auto or never').default('auto'),
  SIGNALBOX_DEMO_TOKENS_PER_SECOND: wholeNumber(0, 100_000, 40),
  SIGNALBOX_WORKER_CONCURRENCY: wholeNumber(1, 10_000, 50),
  SIGNALBOX_MODEL_FIRST_EVENT_SECONDS: wholeNumber(1, 3600, 60),
  SIGNALBOX_MODEL_IDLE_SECONDS: wholeNumber(1, 3600, 60),
  SIGNALBOX_ALLOW_ADDRESSES: z
    .string()
    .transform(list)
    .pipe(
      z.array(z.string().refine(parseAllowEntry, 'must be hosts, addresses, ranges or origins, with commas between')),
    )
    .default([]),
  SEARXNG_URL: httpUrl.optional(),
  BRAVE_API_KEY: z.string().optional(),
  TAVILY_API_KEY: z.string().optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('warn'),
});

type Given = Readonly<Record<string, string>>;

/** Begins the names of secrets that tools ask for by the rest. */
const toolSecretPrefix = 'SIGNALBOX_TOOL_SECRET_';
/** Settings of the built-in search, which it asks for like any secret. */
const searchSettings = ['SEARXNG_URL', 'BRAVE_API_KEY', 'TAVILY_API_KEY'] as const;

const toToolSecrets = (given: Given): ReadonlyMap<string, string> => {
  const secrets = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith(toolSecretPrefix)) secrets.set(name.slice(toolSecretPrefix.length).toUpperCase(), value);
  }
  for (const name of searchSettings) if (given[name] !== undefined) secrets.set(name, given[name]);
  return secrets;
};

/** Faults between settings; read from what was given, so that they are told together with those within one. */
const findMismatches = (given: Given): string[] => {
  const faults: string[] = [];
  const { HOST: host, SIGNALBOX_ROLE: role = 'all' } = given;
  if (host !== undefined && !isLoopback(host) && given.PUBLIC_URL === undefined)
    faults.push('HOST lets other machines in: set PUBLIC_URL to the address they use, or leave HOST away');
  if ((role === 'web' || role === 'worker') && given.DATABASE_URL === undefined)
    faults.push('SIGNALBOX_ROLE needs DATABASE_URL: the embedded database has one process, with the role all');
  if (given.SIGNALBOX_PORT_SHARING === 'on' && given.DATABASE_URL === undefined)
    faults.push('SIGNALBOX_PORT_SHARING needs DATABASE_URL: the embedded database has one process');
  if ((given.OWNER_EMAIL === undefined) !== (given.OWNER_PASSWORD_FILE === undefined))
    faults.push('OWNER_EMAIL and OWNER_PASSWORD_FILE belong together: set both or neither');
  if (given.SIGNALBOX_MEMORY_COMMAND !== undefined && given.SIGNALBOX_MEMORY_URL !== undefined)
    faults.push('SIGNALBOX_MEMORY_COMMAND and SIGNALBOX_MEMORY_URL are two ways to one memory store: set one of them');
  return faults;
};

/** The settings of one server process. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Whether other processes of this machine may listen on the same port. */
  readonly sharesPort: boolean;
  readonly publicUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly toolsDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** The memory store of activity: how it is started here, or its address; at most one of them. */
  readonly memoryCommand: string | undefined;
  readonly memoryUrl: string | undefined;
  readonly owner: { readonly email: string; readonly passwordFile: string } | undefined;
  readonly role: 'all' | 'web' | 'worker';
  /** Given from outside; made in the data folder when undefined. */
  readonly masterKey: string | undefined;
  /** Open what they sealed, and seal nothing new. */
  readonly oldMasterKeys: readonly string[];
  /** Starts though the database holds keys that no master key here has sealed. */
  readonly keepsUnreadable: boolean;
  readonly sessionSecret: string | undefined;
  readonly corsOrigins: readonly string[];
  /** Connections to models for every workspace. */
  readonly connections: readonly EnvironmentConnection[];
  /** Origin where an Ollama is looked for, to offer it. */
  readonly ollamaUrl: string;
  /** Whether somebody sits here who would see a browser open. */
  readonly opensBrowser: boolean;
  readonly demoTokensPerSecond: number;
  readonly workerConcurrency: number;
  /** Longest silence of a model before its first event, and between two. */
  readonly watchdogs: { readonly firstEventMs: number; readonly idleMs: number };
  /** What tools may reach though it is private: entries for the guarded fetch. */
  readonly allowAddresses: readonly string[];
  /** By name in capitals. */
  readonly toolSecrets: ReadonlyMap<string, string>;
  readonly logLevel: string;
}

/** The settings are wrong; the message lists every fault. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`These settings are wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type SecretName = 'SIGNALBOX_MASTER_KEY' | 'SIGNALBOX_SESSION_SECRET';

/** A secret given as it is or in a file, or what is wrong with it. */
const readSecret = (
  given: Given,
  name: SecretName,
): { readonly value?: string; readonly faults: readonly string[] } => {
  const [value, file] = [given[name], given[`${name}_FILE`]];
  if (file === undefined) return { ...(value !== undefined && { value }), faults: [] };
  if (value !== undefined) return { faults: [`${name} and ${name}_FILE are the same setting: set one of them`] };
  try {
    const content = readFileSync(file, 'utf8').trim();
    const isLong = content.length >= minSecretLength;
    return { value: content, faults: isLong ? [] : [`${name}_FILE must hold at least ${minSecretLength} characters`] };
  } catch {
    return { faults: [`${name}_FILE can’t be read`] };
  }
};

/** A terminal with a display, and no build server. */
const hasDisplay = (given: Given): boolean => {
  if (!process.stdout.isTTY || given.CI !== undefined) return false;
  const isDesktop = process.platform === 'darwin' || process.platform === 'win32';
  return isDesktop || given.DISPLAY !== undefined || given.WAYLAND_DISPLAY !== undefined;
};

type Found = Pick<Config, 'masterKey' | 'sessionSecret' | 'opensBrowser' | 'toolSecrets'>;

const toConfig = (settings: z.infer<typeof Settings>, found: Found): Config => {
  const dataDir = resolve(settings.SIGNALBOX_DATA_DIR);
  const { OWNER_EMAIL: email, OWNER_PASSWORD_FILE: passwordFile } = settings;
  return {
    port: settings.PORT,
    host: settings.HOST,
    sharesPort: settings.SIGNALBOX_PORT_SHARING === 'on',
    publicUrl: settings.PUBLIC_URL === undefined ? undefined : new URL(settings.PUBLIC_URL).origin,
    dataDir,
    toolsDir: resolve(settings.SIGNALBOX_TOOLS_DIR ?? `${dataDir}/tools`),
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    memoryCommand: settings.SIGNALBOX_MEMORY_COMMAND,
    memoryUrl: settings.SIGNALBOX_MEMORY_URL,
    owner: email === undefined || passwordFile === undefined ? undefined : { email, passwordFile },
    role: settings.SIGNALBOX_ROLE,
    ...found,
    oldMasterKeys: settings.SIGNALBOX_MASTER_KEY_OLD,
    keepsUnreadable: settings.SIGNALBOX_UNREADABLE_KEYS === 'keep',
    connections: toEnvironmentConnections(settings),
    ollamaUrl: new URL(settings.OLLAMA_URL).origin,
    corsOrigins: [...settings.CORS_ORIGINS, ...settings.FRONTEND_URL].map((url) => new URL(url).origin),
    demoTokensPerSecond: settings.SIGNALBOX_DEMO_TOKENS_PER_SECOND,
    workerConcurrency: settings.SIGNALBOX_WORKER_CONCURRENCY,
    watchdogs: {
      firstEventMs: settings.SIGNALBOX_MODEL_FIRST_EVENT_SECONDS * 1000,
      idleMs: settings.SIGNALBOX_MODEL_IDLE_SECONDS * 1000,
    },
    allowAddresses: [
      ...settings.SIGNALBOX_ALLOW_ADDRESSES,
      // most stand in the operator's own network
      ...(settings.SEARXNG_URL === undefined ? [] : [new URL(settings.SEARXNG_URL).origin]),
    ],
    logLevel: settings.LOG_LEVEL,
  };
};

const options = { role: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

/** Whether the arguments ask how to start the program. */
export const isHelpWanted = (commandLine: readonly string[]): boolean =>
  parseArgs({ args: [...commandLine], options, strict: false }).values.help === true;

const readRole = (commandLine: readonly string[]): string | undefined => {
  try {
    return parseArgs({ args: [...commandLine], options }).values.role;
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : 'the arguments can’t be read']);
  }
};

/**
 * The configuration from the environment; `--role` among the arguments wins over the environment's.
 * An empty variable counts as not set. Throws `ConfigError` with all faults at once.
 */
export const readConfig = (
  commandLine: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config => {
  const role = readRole(commandLine);
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...environment, ...(role !== undefined && { SIGNALBOX_ROLE: role }) })) {
    if (value !== undefined && value !== '') given[name] = value;
  }
  const parsed = Settings.safeParse(given);
  const masterKey = readSecret(given, 'SIGNALBOX_MASTER_KEY');
  const sessionSecret = readSecret(given, 'SIGNALBOX_SESSION_SECRET');
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`),
    ...findMismatches(given),
    ...masterKey.faults,
    ...sessionSecret.faults,
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const opensBrowser = parsed.data.SIGNALBOX_OPEN === 'auto' && hasDisplay(given);
  return toConfig(parsed.data, {
    masterKey: masterKey.value,
    sessionSecret: sessionSecret.value,
    opensBrowser,
    toolSecrets: toToolSecrets(given),
  });
};
