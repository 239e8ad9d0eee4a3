/** What the worker opens. */
export interface WorkerStart {
  /** Folder of the data; undefined: in memory. */
  readonly folder: string | undefined;
  /** A tar archive of a data folder, for a database in memory. */
  readonly template: ArrayBuffer | undefined;
}

export type WorkerRequest =
  | { readonly id: number; readonly type: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly type: 'exec'; readonly sql: string }
  | { readonly id: number; readonly type: 'dump' }
  | { readonly id: number; readonly type: 'copy'; readonly source: string; readonly target: string }
  | { readonly id: number; readonly type: 'close' };

export interface WorkerRows {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** First word of the command that was run. */
  readonly command: string | undefined;
  readonly affectedRows: number | undefined;
}

/** An error's own fields: an Error itself loses them on its way between threads. */
export interface WorkerFailure {
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The database is beyond use: its memory may be damaged. */
  readonly isFatal: boolean;
}

export type WorkerReply =
  | { readonly type: 'ready' }
  | { readonly type: 'not-ready'; readonly failure: WorkerFailure }
  | { readonly type: 'rows'; readonly id: number; readonly result: WorkerRows }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'archive'; readonly id: number; readonly archive: ArrayBuffer }
  | { readonly type: 'failure'; readonly id: number; readonly failure: WorkerFailure };
