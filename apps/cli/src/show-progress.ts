import { isTerminal } from './is-terminal.ts';
import { StatusLine } from './status-line.ts';

/** Work under way whose size is known. */
export interface Progress {
  readonly add: (amount: number) => void;
  /** Takes the line away again. */
  readonly end: () => void;
}

/** How much there is to do, and how a person is told so: `4.2 MB`, `40 runs`. */
interface Total {
  readonly amount: number;
  readonly text: string;
}

const barLength = 20;

/** Says how far the work is: on a terminal in one line that is written over, elsewhere once when it begins. */
export const showProgress = (stream: NodeJS.WritableStream, label: string, total: Total): Progress => {
  if (!isTerminal(stream)) {
    stream.write(`${label}: ${total.text} …\n`);
    return { add: () => undefined, end: () => undefined };
  }
  const line = new StatusLine(stream);
  let done = 0;
  const add = (amount: number): void => {
    done += amount;
    const share = total.amount === 0 ? 1 : Math.min(1, done / total.amount);
    const bar = '█'.repeat(Math.floor(barLength * share)).padEnd(barLength, '░');
    line.show(`${label}: ${bar} ${Math.floor(100 * share)} % of ${total.text}`);
  };
  add(0);
  return { add, end: () => line.show('') };
};
