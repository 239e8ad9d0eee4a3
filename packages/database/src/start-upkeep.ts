interface Upkeep {
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

/** Does the work again and again, each time so long after the last, until the function that it gives is called. */
export const startUpkeep = (work: () => Promise<void>, { everyMs, onError }: Upkeep): (() => void) => {
  let isStopped = false;
  let timer: NodeJS.Timeout;
  const schedule = (): void => {
    if (isStopped) return;
    timer = setTimeout(() => void work().catch(onError).finally(schedule), everyMs).unref();
  };
  schedule();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
};
