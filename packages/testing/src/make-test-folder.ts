import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, onTestFinished, TestRunner } from 'vitest';

/**
 * A new temporary folder, named after what it is for, that is gone when the test has ended; made outside of tests, when
 * all of the file have.
 */
export const makeTestFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `signalbox-${name}-`));
  // a process that was killed may be closing its files still
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  if (TestRunner.getCurrentTest()) onTestFinished(remove);
  else afterAll(remove);
  return folder;
};
