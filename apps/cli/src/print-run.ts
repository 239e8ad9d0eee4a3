import type { SignalboxClient } from '@signalbox/client';
import { applyProgress, type FinalRunStatus, type LiveProgress, noProgress, type RunEvent } from '@signalbox/contracts';

import type { CliContext } from './cli-context.ts';
import { type EventLine, formatEvent, formatOffset } from './format-event.ts';
import { isTerminal } from './is-terminal.ts';
import { paint } from './paint.ts';
import { toPlainText } from './plain-text.ts';
import { StatusLine } from './status-line.ts';

const styles = { plain: 'bold', muted: 'dim', good: 'green', bad: 'red' } as const;

const labelWidth = 9;

/** A line for a person: time, word, text; later lines of the text stand below its first. */
const toLine = (line: EventLine, offset: string, stream: NodeJS.WritableStream): string => {
  const label = line.label.padEnd(labelWidth);
  const shown = paint(stream, styles[line.tone], label);
  return `${offset}  ${shown}${line.text.replaceAll('\n', `\n${' '.repeat(offset.length + 2 + labelWidth)}`)}\n`;
};

/** What the tools under way said last, below the texts of the lines. */
const toStatus = (progress: LiveProgress): string => {
  const message = [...progress.values()].map((said) => said.message).join(' · ');
  return message === ''
    ? ''
    : `${' '.repeat(formatOffset(0).length)}  ${'now'.padEnd(labelWidth)}${toPlainText(message)}`;
};

interface PrintRunOptions {
  readonly client: SignalboxClient;
  readonly runId: string;
  /** JSON lines of whole events in place of lines for people. */
  readonly isJson: boolean;
}

/**
 * Prints a run's steps as they come, over every cut, and gives the status it ended with. A terminal is shown how far tools
 * are, too.
 */
export const printRun = async (
  { stdout, stderr }: CliContext,
  { client, runId, isJson }: PrintRunOptions,
): Promise<FinalRunStatus | undefined> => {
  let startMs: number | undefined;
  let wasConnected = true;
  let progress = noProgress;
  const status = new StatusLine(stdout);
  const deltas = !isJson && isTerminal(stdout);
  const onConnectionChange = (isConnected: boolean): void => {
    status.show('');
    if (isConnected !== wasConnected)
      stderr.write(isConnected ? 'Connected again.\n' : 'Connection lost, trying again …\n');
    wasConnected = isConnected;
  };
  const print = (event: RunEvent): void => {
    const atMs = Date.parse(event.at);
    startMs ??= atMs;
    const line = isJson ? null : formatEvent(event);
    if (isJson) stdout.write(`${JSON.stringify(event)}\n`);
    else if (line) stdout.write(toLine(line, formatOffset(atMs - startMs), stdout));
  };
  for await (const item of client.runs.stream(runId, { onConnectionChange, deltas })) {
    progress = applyProgress(progress, item);
    if ('seq' in item) {
      status.show('');
      print(item);
    }
    status.show(toStatus(progress));
    if (item.type === 'run-end') return item.payload.status;
  }
  return undefined;
};
