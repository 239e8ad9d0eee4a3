import { constants } from 'node:fs';

import { ToolError } from '@signalbox/tool-sdk';

import { openFolder } from './open-folder.ts';

/** Most of a file that one call gives, bytes: with what is around it, what a model is shown of a result. */
const maxBytes = 24 * 1024;

/** A piece of a text file. */
export interface FilePiece {
  readonly text: string;
  /** Of the whole file. */
  readonly bytes: number;
  /** Where to read on; undefined at the end. */
  readonly nextOffset: number | undefined;
}

/** Of a character's bytes, all but the first. */
const isInside = (byte = 0): boolean => (byte & 0xc0) === 0x80;

/** Reads a file from a byte on, as far as one answer goes and never through a character. Throws `ToolError` when it is not text. */
export const readTextFile = async (root: string, names: readonly string[], offset: number): Promise<FilePiece> => {
  const name = names.at(-1) ?? '';
  await using folder = await openFolder(root, names.slice(0, -1), false);
  await using file = await folder.openFile(name, constants.O_RDONLY);
  const { size } = await file.stat();
  if (offset > size) throw new ToolError(`${name} ends at ${size} bytes.`);
  const buffer = Buffer.alloc(Math.min(maxBytes + 4, size - offset));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
  const start = offset === 0 ? 0 : buffer.findIndex((byte) => !isInside(byte));
  let end = Math.min(bytesRead, maxBytes);
  while (end < bytesRead && end > start && isInside(buffer[end])) end -= 1;
  const bytes = buffer.subarray(start, end);
  try {
    if (bytes.includes(0)) throw new TypeError('NUL');
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, bytes: size, nextOffset: offset + end < size ? offset + end : undefined };
  } catch (cause) {
    throw new ToolError(`${name} is not a text in UTF-8 (${size} bytes), so it can’t be shown.`, { cause });
  }
};
