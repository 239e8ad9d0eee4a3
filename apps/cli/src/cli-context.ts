import type { CliConfig } from './config.ts';
import type { ExitReason } from './exit-codes.ts';

/** What every command works with. */
export interface CliContext {
  readonly config: CliConfig;
  /** Answers to questions, when it is a terminal. */
  readonly stdin: NodeJS.ReadableStream;
  /** What was asked for, and nothing else. */
  readonly stdout: NodeJS.WritableStream;
  /** Progress, notes and what went wrong. */
  readonly stderr: NodeJS.WritableStream;
  /** Sets the exit code of a command that did its work but has bad news: a run that failed, a check that did. */
  readonly fail: (reason: ExitReason) => void;
}
