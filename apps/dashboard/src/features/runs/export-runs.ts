import type { Run } from '@signalbox/contracts';

import { saveFile } from '../../save-file.ts';
import { toCsv } from './to-csv.ts';

/** Saves the rows of these runs as a CSV file, named by the time. */
export const exportRuns = (runs: readonly Run[]): void => {
  const at = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  saveFile(`runs-${at}.csv`, toCsv(runs), 'text/csv;charset=utf-8');
};
