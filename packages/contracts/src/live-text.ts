import type { RunDelta, TextDelta } from './run-deltas.ts';

/** One block of a turn as far as it has come. */
export interface LiveBlock {
  readonly type: TextDelta['type'];
  readonly attempt: number;
  readonly block: number;
  readonly text: string;
  readonly tool: string | null;
}

/** The blocks of the attempt that streams, in their order. */
export type LiveText = readonly LiveBlock[];

export const emptyLiveText: LiveText = [];

const append = (live: LiveText, known: LiveBlock | undefined, delta: TextDelta): LiveText => {
  const { type, attempt, block, offset, text, tool = null } = delta;
  if (!known) return [...live, { type, attempt, block, text, tool }].toSorted((a, b) => a.block - b.block);
  const grown = { ...known, text: known.text + text.slice(known.text.length - offset) };
  return live.map((each) => (each === known ? grown : each));
};

/**
 * The text with a delta added: what was there already is not added again, a newer attempt replaces an older one.
 * Null when something is missing before the delta, so that it has to be read from elsewhere first. A tool's progress is no
 * text, and changes nothing.
 */
export const applyRunDelta = (live: LiveText, delta: RunDelta): LiveText | null => {
  if (delta.type === 'tool-progress') return live;
  const attempt = live[0]?.attempt ?? 0;
  if (delta.attempt < attempt) return live;
  const current = delta.attempt > attempt ? emptyLiveText : live;
  const known = current.find(({ block }) => block === delta.block);
  const length = known?.text.length ?? 0;
  if (delta.offset > length) return null;
  if (known && delta.offset + delta.text.length <= length) return current;
  return append(current, known, delta);
};
