import { Stream } from 'node:stream';
import { styleText } from 'node:util';

import { type SignalboxClient, watchRun } from '@signalbox/client';
import type { FinalRunStatus } from '@signalbox/contracts';

import type { CliContext } from './cli-context.ts';
import { type EventLine, formatEvent, formatOffset } from './format-event.ts';

const styles = { plain: 'bold', muted: 'dim', good: 'green', bad: 'red' } as const;

const labelWidth = 9;

/** A line for a person: time, word, text; later lines of the text stand below its first. */
const toLine = (line: EventLine, offset: string, stream: NodeJS.WritableStream): string => {
  const label = line.label.padEnd(labelWidth);
  // styleText leaves colours out where the stream is no terminal or NO_COLOR is set.
  const shown = stream instanceof Stream ? styleText(styles[line.tone], label, { stream }) : label;
  return `${offset}  ${shown}${line.text.replaceAll('\n', `\n${' '.repeat(offset.length + 2 + labelWidth)}`)}\n`;
};

interface PrintRunOptions {
  readonly client: SignalboxClient;
  readonly runId: string;
  /** JSON lines of whole events in place of lines for people. */
  readonly isJson: boolean;
}

/** Prints a run's steps as they come, over every cut, and gives the status it ended with. */
export const printRun = async (
  { stdout, stderr }: CliContext,
  { client, runId, isJson }: PrintRunOptions,
): Promise<FinalRunStatus | undefined> => {
  let startMs: number | undefined;
  let wasConnected = true;
  const onConnectionChange = (isConnected: boolean): void => {
    if (isConnected !== wasConnected)
      stderr.write(isConnected ? 'Connected again.\n' : 'Connection lost, trying again …\n');
    wasConnected = isConnected;
  };
  for await (const event of watchRun(client, runId, { onConnectionChange })) {
    const atMs = Date.parse(event.at);
    startMs ??= atMs;
    const line = isJson ? null : formatEvent(event);
    if (isJson) stdout.write(`${JSON.stringify(event)}\n`);
    else if (line) stdout.write(toLine(line, formatOffset(atMs - startMs), stdout));
    if (event.type === 'run-end') return event.payload.status;
  }
  return undefined;
};
