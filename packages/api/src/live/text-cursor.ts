import type { LiveBlock, RunDelta, RunEvent } from '@signalbox/contracts';

import type { LiveTextView } from './live-text-hub.ts';

/** UTF-16 units of one piece. */
const maxLength = 4000;

const toPiece = ({ type, attempt, block, text, tool }: LiveBlock, offset: number): RunDelta => {
  const end = offset + maxLength;
  const isInPair = end < text.length && /[\uDC00-\uDFFF]/.test(text.charAt(end));
  const piece = text.slice(offset, isInPair ? end - 1 : end);
  return { type, attempt, block, offset, text: piece, ...(tool !== null && { tool }) };
};

/** How far one viewer is in the text of the attempt that is open in the log as that viewer knows it. */
export class TextCursor {
  readonly #sent = new Map<number, number>();
  #attempt: number | undefined;

  constructor(openAttempt: number | undefined) {
    this.#attempt = openAttempt;
  }

  /** The viewer gets this event of the log. Answers with the attempt that it ends. */
  see(event: RunEvent): number | undefined {
    if (event.type === 'model-call-start') {
      this.#sent.clear();
      this.#attempt = event.payload.attempt;
      return undefined;
    }
    if (event.type !== 'model-call-end' && event.type !== 'model-call-discard') return undefined;
    this.#sent.clear();
    this.#attempt = undefined;
    return event.payload.attempt;
  }

  /** The next piece that the viewer does not have yet; undefined when it has all. */
  next(view: Pick<LiveTextView, 'text'>): RunDelta | undefined {
    if (this.#attempt === undefined) return undefined;
    for (const block of view.text(this.#attempt)) {
      const sent = this.#sent.get(block.block);
      if (sent !== undefined && sent >= block.text.length) continue;
      const piece = toPiece(block, sent ?? 0);
      this.#sent.set(block.block, piece.offset + piece.text.length);
      return piece;
    }
    return undefined;
  }
}
