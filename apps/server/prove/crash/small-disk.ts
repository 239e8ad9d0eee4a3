import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const megabyte = 1024 * 1024;

/** A file system of its own in memory, to be filled up and cleared; to make one takes root's rights on Linux. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'signalbox-disk-'));

  constructor({ megabytes }: { readonly megabytes: number }) {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.folder], { stdio: 'ignore' });
    } catch (error) {
      rmSync(this.folder, { recursive: true });
      throw error;
    }
  }

  /** Whether one can be made here. */
  static get isPossible(): boolean {
    try {
      new SmallDisk({ megabytes: 1 }).close();
      return true;
    } catch {
      return false;
    }
  }

  get #ballast(): string {
    return join(this.folder, 'ballast');
  }

  get freeMegabytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return (bavail * bsize) / megabyte;
  }

  /** Takes what is free, but for so much. */
  fillUp({ leftMegabytes }: { readonly leftMegabytes: number }): void {
    const taken = Math.max(0, this.freeMegabytes - leftMegabytes);
    writeFileSync(this.#ballast, Buffer.alloc(Math.floor(taken * megabyte)));
  }

  /** Gives back what was taken. */
  clear(): void {
    rmSync(this.#ballast, { force: true });
  }

  /** Removes it and what is on it. */
  close(): void {
    execFileSync('umount', ['--lazy', this.folder], { stdio: 'ignore' });
    rmSync(this.folder, { recursive: true, force: true });
  }
}
