import { Stream } from 'node:stream';
import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'green' | 'red';

/** The text in a style, for a stream that is a terminal and takes colours; as it is for any other. */
export const paint = (stream: NodeJS.WritableStream, style: Style, text: string): string =>
  // styleText leaves colours out where the stream is no terminal or NO_COLOR is set
  stream instanceof Stream ? styleText(style, text, { stream }) : text;
