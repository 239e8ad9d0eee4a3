import { join, resolve } from 'node:path';

/** Where the command line finds its server, and with what it asks. */
export interface CliConfig {
  readonly url: string;
  /** Given from outside; else the token in the server's data folder counts. */
  readonly apiKey: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  readonly tokenFile: string;
  /** The operator's own tools. Absolute. */
  readonly toolsDir: string;
  /** Whether the server of this environment works on PostgreSQL. */
  readonly hasDatabaseUrl: boolean;
}

/** The configuration from the environment; an empty variable counts as not set. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>> = process.env): CliConfig => {
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const dataDir = resolve(read('SIGNALBOX_DATA_DIR') ?? './data');
  return {
    url: read('SIGNALBOX_URL') ?? `http://127.0.0.1:${read('PORT') ?? '4000'}`,
    apiKey: read('SIGNALBOX_API_KEY'),
    dataDir,
    tokenFile: join(dataDir, 'cli-token'),
    toolsDir: resolve(read('SIGNALBOX_TOOLS_DIR') ?? join(dataDir, 'tools')),
    hasDatabaseUrl: read('DATABASE_URL') !== undefined,
  };
};
