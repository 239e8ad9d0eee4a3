/** A time between two turns of an event loop. */
export interface HeldUp {
  /** Processor time of the thread itself: that of other processes on the machine, and of waiting for it, is none of it. */
  readonly ms: number;
  /** By the clock, in ms since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** How often the loop is looked at; a turn that is shorter is of no interest. */
const everyMs = 5;
/** What is not worth a word. */
const leastMs = 50;

/** Tells each time that this thread worked for a while without a turn of its event loop. */
export const watchLoop = (onHeldUp: (heldUp: HeldUp) => void): void => {
  let used = process.threadCpuUsage();
  let fromMs = Date.now();
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(used);
    const toMs = Date.now();
    const ms = Math.round((user + system) / 1000);
    if (ms >= leastMs) onHeldUp({ ms, fromMs, toMs });
    used = process.threadCpuUsage();
    fromMs = toMs;
  }, everyMs).unref();
};
