import {
  applyProgress,
  type LiveBlock,
  noProgress,
  type RunDelta,
  type RunEvent,
  type TextDelta,
  type ToolProgress,
} from '@signalbox/contracts';

import type { LiveTextView } from './live-text-hub.ts';

/** UTF-16 units of one piece. */
const maxLength = 4000;

const toPiece = ({ type, attempt, block, text, tool }: LiveBlock, offset: number): TextDelta => {
  const end = offset + maxLength;
  const isInPair = end < text.length && /[\uDC00-\uDFFF]/.test(text.charAt(end));
  const piece = text.slice(offset, isInPair ? end - 1 : end);
  return { type, attempt, block, offset, text: piece, ...(tool !== null && { tool }) };
};

/** What one viewer has of the text of the attempt that is open in the log as that viewer knows it, and of tools' progress. */
export class TextCursor {
  readonly #sent = new Map<number, number>();
  #told = noProgress;
  #attempt: number | undefined;

  constructor(openAttempt: number | undefined) {
    this.#attempt = openAttempt;
  }

  /** The viewer gets this event of the log. */
  see(event: RunEvent): void {
    this.#told = applyProgress(this.#told, event);
    const isStart = event.type === 'model-call-start';
    if (!isStart && event.type !== 'model-call-end' && event.type !== 'model-call-discard') return;
    this.#sent.clear();
    this.#attempt = isStart ? event.payload.attempt : undefined;
  }

  /** The next that the viewer does not have yet; undefined when it has all. */
  next(view: Pick<LiveTextView, 'text' | 'progress'>): RunDelta | undefined {
    return this.#nextText(view) ?? this.#nextProgress(view);
  }

  #nextText(view: Pick<LiveTextView, 'text'>): TextDelta | undefined {
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

  #nextProgress(view: Pick<LiveTextView, 'progress'>): ToolProgress | undefined {
    const now = view.progress();
    const news =
      [...now.values()].find((said) => this.#told.get(said.callId) !== said) ??
      [...this.#told.values()].find(({ callId }) => !now.has(callId));
    if (!news) return undefined;
    const { type, callId, execution } = news;
    const told = now.get(callId) ?? { type, callId, execution, message: '' };
    this.#told = applyProgress(this.#told, told);
    return told;
  }
}
