import { cleanText, type JsonValue } from '@signalbox/contracts';

/** Most of a result that the model sees, bytes of UTF-8. */
const maxModelBytes = 32 * 1024;
/** Most of a result that is stored, bytes of UTF-8. */
const maxStoredBytes = 256 * 1024;

export interface CutResult {
  readonly text: string;
  readonly fullText?: string;
  readonly bytes: number;
}

const headOf = (buffer: Buffer, bytes: number): string =>
  new TextDecoder().decode(buffer.subarray(0, bytes), { stream: true });

const tailOf = (buffer: Buffer, bytes: number): string => {
  let start = buffer.length - bytes;
  // step over the rest of a character that the cut went through
  while (((buffer[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return buffer.subarray(start).toString('utf8');
};

/** A tool's result as the model sees it: whole up to 32 kB, else head and tail with the true size said between. */
export const cutResult = (value: JsonValue): CutResult => {
  const text = cleanText(typeof value === 'string' ? value : JSON.stringify(value));
  const buffer = Buffer.from(text);
  const bytes = buffer.length;
  if (bytes <= maxModelBytes) return { text, bytes };
  const half = (maxModelBytes - 128) / 2;
  const gap = `\n\n[… ${bytes - 2 * half} of ${bytes} bytes left out …]\n\n`;
  const fullText = bytes <= maxStoredBytes ? text : headOf(buffer, maxStoredBytes);
  return { text: `${headOf(buffer, half)}${gap}${tailOf(buffer, half)}`, fullText, bytes };
};
