import {
  applyProgress,
  applyRunDelta,
  emptyLiveText,
  type LiveProgress,
  type LiveText,
  noProgress,
  type RunDelta,
} from '@signalbox/contracts';

/** UTF-16 units of one piece. */
const maxLength = 4000;
/** Least time between two tellings of one run's text: many processes may ask at once. */
const againMs = 100;

interface OpenText {
  live: LiveText;
  progress: LiveProgress;
  toldMs: number;
}

const toPieces = (live: LiveText): RunDelta[] =>
  live.flatMap(({ type, attempt, block, text, tool }) => {
    const pieces: RunDelta[] = [];
    for (let offset = 0; offset === 0 || offset < text.length;) {
      const end = offset + maxLength;
      const isInPair = end < text.length && /[\uDC00-\uDFFF]/.test(text.charAt(end));
      const piece = text.slice(offset, isInPair ? end - 1 : end);
      pieces.push({ type, attempt, block, offset, text: piece, ...(tool !== null && { tool }) });
      offset += Math.max(1, piece.length);
    }
    return pieces;
  });

/** The texts of the turns that stream in this process and how far its tool calls are, for viewers who missed a part. */
export class OpenTexts {
  readonly #texts = new Map<string, OpenText>();

  add(runId: string, delta: RunDelta): void {
    const open = this.#texts.get(runId) ?? { live: emptyLiveText, progress: noProgress, toldMs: -Infinity };
    open.live = applyRunDelta(open.live, delta) ?? open.live;
    open.progress = applyProgress(open.progress, delta);
    if (open.live.length > 0 || open.progress.size > 0) this.#texts.set(runId, open);
    else this.#texts.delete(runId);
  }

  end(runId: string): void {
    this.#texts.delete(runId);
  }

  /** All of the run's open turn so far, and what its calls said last; of the text nothing when it was told just now. */
  tell(runId: string): readonly RunDelta[] {
    const open = this.#texts.get(runId);
    if (!open) return [];
    const nowMs = performance.now();
    const isAgain = nowMs - open.toldMs < againMs;
    if (!isAgain) open.toldMs = nowMs;
    return [...open.progress.values(), ...(isAgain ? [] : toPieces(open.live))];
  }
}
