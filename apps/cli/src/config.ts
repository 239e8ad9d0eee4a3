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
  /** Where the server of this environment has its PostgreSQL; undefined for the embedded database. */
  readonly databaseUrl: string | undefined;
  /** What programs that it starts inherit. */
  readonly environment: Readonly<Record<string, string | undefined>>;
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
    databaseUrl: read('DATABASE_URL'),
    environment,
  };
};
