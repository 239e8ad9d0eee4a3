import type { AppendAnswer, AppendEntry, ClaimedRun, LoadedRun, RunDelta } from '@signalbox/contracts';
import type { ModelProvider } from '@signalbox/models';
import type { Tool, ToolReach } from '@signalbox/tool-sdk';

/** Where runs live. Implemented over the database by the server. */
export interface RunLog {
  /**
   * Takes up to `limit` runnable runs. A run with two or more recoveries is taken only by a worker
   * that says it is idle, and then alone. With `known`, all runs that the worker knows it holds, others that it holds are
   * runnable too: the database was away when it claimed them, or worked on them.
   */
  claim(options: {
    readonly workerId: string;
    readonly limit: number;
    readonly isIdle: boolean;
    readonly known?: readonly string[] | undefined;
  }): Promise<readonly ClaimedRun[]>;
  /** Prolongs the leases of the given runs; answers with those that this worker no longer holds. */
  renew(options: { readonly workerId: string; readonly runs: readonly ClaimedRun[] }): Promise<readonly string[]>;
  /** Gives runs back in the state of their log, to be claimed at once by another worker. */
  release(options: { readonly workerId: string; readonly runs: readonly ClaimedRun[] }): Promise<void>;
  load(run: ClaimedRun): Promise<LoadedRun>;
  append(entry: AppendEntry): Promise<AppendAnswer>;
  /** Keeps a tool set under its digest; storing one again changes nothing. */
  saveToolSet(workspaceId: string, digest: string, content: string): Promise<void>;
}

/** The tools a workspace's runs may use, as of now: enabled ones with their overridden descriptions. */
export interface ToolSource {
  enabledTools(workspaceId: string): Promise<ReadonlyMap<string, Tool>>;
}

/** What the tools of a workspace reach of the world: network, secrets, files. Must not throw or wait. */
export type ToolReachSource = (workspaceId: string) => ToolReach;

/** The providers a workspace reaches, as of now, and the model used when an agent names none. */
export interface ModelSource {
  provider(workspaceId: string, id: string): Promise<ModelProvider | undefined>;
  defaultModel(workspaceId: string): Promise<{ readonly provider: string; readonly model: string }>;
}

export interface Clock {
  now(): Date;
  /** Resolves after the time, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Told what a run did, so that viewers read on; must not throw or wait. */
export interface RunHints {
  /** After each stored append. */
  appended(runId: string, lastSeq: number): void;
  /** The run's row changed: it was claimed, or this worker's work on it is over (it waits, ended, or was given back). */
  changed(run: ClaimedRun): void;
}

/**
 * Takes what viewers are told beside the log: the text of turns while they stream, and how far tool calls are. Never throws
 * and never waits: what gets lost is in the log soon.
 */
export interface LiveTextSink {
  /** At most 20 a second and run until the last of an attempt or a call, in order for each block and call. */
  push(run: ClaimedRun, delta: RunDelta): void;
  /** No more text comes of this attempt or of earlier ones: its end is in the log, or will be by whoever goes on. */
  ended(run: ClaimedRun, attempt: number): void;
}
