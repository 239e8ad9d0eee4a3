import { type AppendEntry, AppError, cleanText, isJsonTooDeep, maxJsonDepth } from '@signalbox/contracts';

/** Longer payloads stand in run_payloads, so that scans of the log stay short. */
const maxInlineBytes = 32 * 1024;
/** Far above what the engine writes (a full tool result is 256 kB); PGlite's message buffers stay well below it. */
const maxPayloadBytes = 12 * 1024 * 1024;

/** An entry as its statement takes it. */
export interface PreparedAppend {
  readonly entry: AppendEntry;
  /** One JSON text an event. */
  readonly payloads: readonly string[];
  readonly isLarge: readonly boolean[];
  readonly bytes: number;
}

const toPayload = (value: unknown): string => {
  const payload = JSON.stringify(value);
  if (isJsonTooDeep(payload)) {
    throw new AppError('request.too-deep', `JSON may nest at most ${maxJsonDepth} levels deep.`);
  }
  return payload;
};

const byteLength = (text: string): number =>
  // no text of so few units is over the inline bound, so its exact size does not matter
  text.length * 3 <= maxInlineBytes ? text.length : Buffer.byteLength(text);

/** Throws `request.too-large` for an event over 12 MB and `request.too-deep` for JSON over 64 levels. */
export const prepareAppend = (entry: AppendEntry): PreparedAppend => {
  const payloads: string[] = [];
  const isLarge: boolean[] = [];
  let bytes = 0;
  for (const event of entry.events) {
    const payload = toPayload(event.payload);
    const size = byteLength(payload);
    if (size > maxPayloadBytes) {
      throw new AppError('request.too-large', `A ${event.type} event may hold at most 12 MB.`);
    }
    payloads.push(payload);
    isLarge.push(size > maxInlineBytes);
    bytes += size;
  }
  return { entry, payloads, isLarge, bytes };
};

/** Text for a column, null kept. */
export const cleanTextOrNull = (text: string | null): string | null => (text === null ? null : cleanText(text));
