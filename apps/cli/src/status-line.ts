/** Back to the beginning of the line, and all of it removed. */
const erase = '\r\u001B[K';
/** Text longer than the line is cut by the terminal: over two lines it could not be erased. */
const [noWrap, wrap] = ['\u001B[?7l', '\u001B[?7h'];

/** The last line of a terminal, for what is so only now: written over, and removed before anything else is printed. */
export class StatusLine {
  readonly #terminal: NodeJS.WritableStream;
  #text = '';

  constructor(terminal: NodeJS.WritableStream) {
    this.#terminal = terminal;
  }

  /** The text must hold no line feed and nothing that steers a terminal; empty, there is no line. */
  show(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#terminal.write(text === '' ? erase : `${erase}${noWrap}${text}${wrap}`);
  }
}
