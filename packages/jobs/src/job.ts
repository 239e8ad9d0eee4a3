/** Work that goes on beside the requests. */
export interface Job {
  readonly name: string;
  /** Longest time between two looks for work. */
  readonly everyMs: number;
  /** Does a piece of what there is to do, a second or so of work at most; answers whether there is more. */
  run(signal: AbortSignal): Promise<boolean>;
}
