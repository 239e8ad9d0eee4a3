import type { CliConfig } from './config.ts';

/** What every command works with. */
export interface CliContext {
  readonly config: CliConfig;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Sets the exit code of a command that did its work but has bad news: a run that failed, a check that did. */
  readonly fail: () => void;
}
