import type { ContentBlock, RunEvent } from '@signalbox/contracts';

import type { ApiServices } from '../services.ts';
import { followRunText } from './follow-run.ts';

/**
 * What a run says, for protocols that take text piece by piece and know no log. The pieces of one kind, joined, are the
 * texts of its turns with an empty line between them, until a `restart`, which says what stands instead.
 */
export type AnswerItem =
  | { readonly type: 'event'; readonly event: RunEvent }
  | { readonly type: 'text' | 'thought'; readonly text: string }
  /** The model broke off within a turn and begins that turn anew: this is the text without it. */
  | { readonly type: 'restart'; readonly text: string };

const gap = '\n\n';

const isText = ({ type }: ContentBlock): boolean => type !== 'thinking';
const isThought = ({ type }: ContentBlock): boolean => type === 'thinking';

/** The texts of a turn's blocks, as they follow each other in an answer. */
export const toSaidText = (blocks: readonly ContentBlock[]): string =>
  blocks
    .filter(isText)
    .map(({ text }) => text)
    .join(gap);

/** What was said of one kind so far: of whole turns, and of the one that streams. */
class Said {
  #whole = '';
  #turn = '';
  #block: number | undefined;

  /** Of the turns that are whole. */
  get whole(): string {
    return this.#whole;
  }

  /** The next piece of a block of the turn that streams, as it follows on what was said. */
  add(block: number, text: string): string {
    const isNew = block !== this.#block && (this.#whole !== '' || this.#turn !== '');
    const piece = isNew ? gap + text : text;
    this.#block = block;
    this.#turn += piece;
    return piece;
  }

  /** The turn is whole, and these are its blocks; undefined when what streamed of it is not how it begins. */
  close(blocks: readonly ContentBlock[]): string | undefined {
    const text = blocks.map((block) => block.text).join(gap);
    const turn = this.#whole !== '' && text !== '' ? gap + text : text;
    const streamed = this.drop();
    this.#whole += turn;
    return turn.startsWith(streamed) ? turn.slice(streamed.length) : undefined;
  }

  /** Forgets the turn that streams; what was said of it. */
  drop(): string {
    const streamed = this.#turn;
    this.#turn = '';
    this.#block = undefined;
    return streamed;
  }
}

const closeTurn = function* (
  said: { readonly text: Said; readonly thought: Said },
  blocks: readonly ContentBlock[],
): Generator<AnswerItem, void> {
  const thought = said.thought.close(blocks.filter(isThought));
  if (thought) yield { type: 'thought', text: thought };
  const before = said.text.whole;
  const text = said.text.close(blocks.filter(isText));
  if (text) yield { type: 'text', text };
  if (text !== undefined) return;
  yield { type: 'restart', text: before };
  yield { type: 'text', text: said.text.whole.slice(before.length) };
};

/** Follows a run from its beginning: its events, and before each the text that came until then. Ends as `followRun` does. */
export const followAnswer = async function* (
  services: ApiServices,
  key: { readonly workspaceId: string; readonly runId: string },
  signal: AbortSignal,
): AsyncGenerator<AnswerItem, void> {
  const said = { text: new Said(), thought: new Said() };
  for await (const item of followRunText(services, { ...key, afterSeq: 0 }, signal)) {
    if (item.type === 'content-delta') yield { type: 'text', text: said.text.add(item.block, item.text) };
    if (item.type === 'thought-delta') yield { type: 'thought', text: said.thought.add(item.block, item.text) };
    if (!('seq' in item)) continue;
    if (item.type === 'agent-thought' || item.type === 'agent-response') yield* closeTurn(said, item.payload.blocks);
    if (item.type === 'model-call-discard') {
      said.thought.drop();
      if (said.text.drop() !== '') yield { type: 'restart', text: said.text.whole };
    }
    yield { type: 'event', event: item };
  }
};
