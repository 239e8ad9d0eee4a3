import { readdir } from 'node:fs/promises';

import { ToolError } from '@signalbox/tool-sdk';

/**
 * Throws `ToolError` for a new name that differs from a present one in capitals or in the form of its characters only:
 * on some systems both are one file, and which of the two it is must not depend on that.
 */
export const checkCase = async (folder: string, name: string): Promise<void> => {
  const folded = name.toLowerCase();
  const names = await readdir(folder);
  const other = names.find((present) => present !== name && present.normalize('NFC').toLowerCase() === folded);
  if (other !== undefined)
    throw new ToolError(`There is ${other} already, which differs from ${name} in capitals only.`);
};
