import { formatBytes } from './format-bytes.ts';
import { isTerminal } from './is-terminal.ts';
import { StatusLine } from './status-line.ts';

const everyMs = 100;

/** Work under way whose size is known. */
export interface Progress {
  readonly add: (bytes: number) => void;
  /** Takes the line away again. */
  readonly end: () => void;
}

/** Says how far the work is: on a terminal in one line that is written over, elsewhere once when it begins. */
export const showProgress = (stream: NodeJS.WritableStream, label: string, totalBytes: number): Progress => {
  const total = formatBytes(totalBytes);
  if (!isTerminal(stream)) {
    stream.write(`${label}: ${total} …\n`);
    return { add: () => undefined, end: () => undefined };
  }
  const line = new StatusLine(stream);
  let doneBytes = 0;
  let shownAt = 0;
  return {
    add: (bytes) => {
      doneBytes += bytes;
      if (performance.now() - shownAt < everyMs) return;
      shownAt = performance.now();
      const percent = totalBytes === 0 ? 100 : Math.min(100, Math.floor((100 * doneBytes) / totalBytes));
      line.show(`${label}: ${percent} % of ${total}`);
    },
    end: () => line.show(''),
  };
};
