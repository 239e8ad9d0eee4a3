import { diff } from 'node:util';

import type { JsonValue } from '@signalbox/contracts';

import { paint } from '../paint.ts';
import { toPlainText } from '../plain-text.ts';
import type { Change } from './list-changes.ts';

/** Texts with more lines than that, both together, are not compared line by line: it would take too much memory. */
const maxLines = 2000;
/** Unchanged lines that are shown around changed ones. */
const linesAround = 2;
const maxValueLength = 200;

const toShort = (value: JsonValue | undefined): string => {
  if (value === undefined) return 'none';
  const text = toPlainText(JSON.stringify(value));
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
};

const signs = { '-1': '+', 0: ' ', 1: '-' } as const;

/** The lines of something that is to be another: `-` goes, `+` comes, with a few that stay around them. */
const formatLines = (old: readonly string[], now: readonly string[]): string[] => {
  if (old.length + now.length > maxLines) return [`${old.length} lines → ${now.length} lines`];
  const all = diff(old, now).map(([operation, line]) => `${signs[operation]} ${toPlainText(line)}`);
  const isNear = all.map((_, index) =>
    all.slice(Math.max(0, index - linesAround), index + linesAround + 1).some((line) => !line.startsWith(' ')),
  );
  return all.flatMap((line, index) => {
    if (isNear[index]) return [line];
    return index === 0 || isNear[index - 1] ? ['…'] : [];
  });
};

/** A text by its lines, a list by its items; undefined for anything else. */
const toLines = (value: JsonValue | undefined): string[] | undefined => {
  if (typeof value === 'string') return value.split('\n');
  return Array.isArray(value) ? value.map(toShort) : undefined;
};

const toStyle = (line: string): 'red' | 'green' | 'dim' => {
  if (line.startsWith('-')) return 'red';
  return line.startsWith('+') ? 'green' : 'dim';
};

/** The lines that tell a person of a change, in colours where the stream takes them. */
export const formatChange = ({ path, before, after }: Change, stream: NodeJS.WritableStream): string[] => {
  const name = toPlainText(path);
  const [old, now] = [toLines(before), toLines(after)];
  if (old === undefined || now === undefined || Math.max(old.length, now.length) < 2)
    return [`  ${name}: ${paint(stream, 'red', toShort(before))} → ${paint(stream, 'green', toShort(after))}`];
  return [`  ${name}:`, ...formatLines(old, now).map((line) => `    ${paint(stream, toStyle(line), line)}`)];
};
