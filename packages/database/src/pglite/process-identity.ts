import { readFile } from 'node:fs/promises';

/** A process such that another with the same id is told apart, as far as the system tells. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Changes with every start of the machine; null where there is no /proc. */
  readonly bootId: string | null;
  /** Clock ticks from boot to the start of the process; null where there is no /proc. */
  readonly startTime: string | null;
}

const readOrNull = async (path: string): Promise<string | null> => {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    return null;
  }
};

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: field 22; the name before it may hold spaces. */
const readStartTime = async (pid: number): Promise<string | null> => {
  const stat = await readOrNull(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
};

/** This process. */
export const readOwnIdentity = async (): Promise<ProcessIdentity> => ({
  pid: process.pid,
  bootId: await readOrNull('/proc/sys/kernel/random/boot_id'),
  startTime: await readStartTime(process.pid),
});

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs under another user
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Whether that very process still runs, and is not this one. */
export const isOtherLiveProcess = async (holder: ProcessIdentity): Promise<boolean> => {
  const own = await readOwnIdentity();
  if (holder.pid === own.pid) return false;
  if (holder.bootId !== null && own.bootId !== null && holder.bootId !== own.bootId) return false;
  if (!exists(holder.pid)) return false;
  const startTime = await readStartTime(holder.pid);
  return holder.startTime === null || startTime === null || holder.startTime === startTime;
};
