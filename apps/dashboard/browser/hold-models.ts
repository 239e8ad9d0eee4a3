import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ServerProcess } from '@signalbox/testing/server-process';

/**
 * Has the models of a `held-server.ts` stop after they have written the text. What is answered lets them go on: a journey
 * looks at an answer under way before, however slow the machine is.
 */
export const holdModels = ({ dataDir }: ServerProcess, text: string): (() => void) => {
  const file = join(dataDir, 'held');
  writeFileSync(file, text);
  return () => rmSync(file);
};
