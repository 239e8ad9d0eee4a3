import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

const staleAfterMs = 10 * 60_000;

const isRunning = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const isAbandoned = (lockFile) => {
  try {
    const [host, pid] = readFileSync(lockFile, 'utf8').split('\n');
    if (host === hostname() && pid !== undefined) return !isRunning(Number(pid));
    return Date.now() - statSync(lockFile).mtimeMs > staleAfterMs;
  } catch {
    return false;
  }
};

const tryLock = (lockFile) => {
  try {
    writeFileSync(lockFile, `${hostname()}\n${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(lockFile)) rmSync(lockFile, { force: true });
    return false;
  }
};

/**
 * Runs `work` while no other process holds the lock file. `onWait` is called once if one does. The lock of a process that
 * ended is taken over; one of another machine or container after ten minutes.
 */
export const withLock = async (lockFile, work, onWait) => {
  mkdirSync(dirname(lockFile), { recursive: true });
  let hasWaited = false;
  while (!tryLock(lockFile)) {
    if (!hasWaited) onWait();
    hasWaited = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
};
