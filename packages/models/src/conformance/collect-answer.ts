import type { OpaqueState } from '@signalbox/contracts';

import type { ModelEvent, ModelProvider, ModelRequest } from '../model-provider.ts';

export interface CollectedBlock {
  readonly kind: 'thinking' | 'text' | 'refusal' | 'tool-call';
  readonly callId?: string | null;
  readonly tool?: string;
  text: string;
  opaque?: OpaqueState;
}

export interface CollectedAnswer {
  readonly blocks: readonly CollectedBlock[];
  readonly finish: Extract<ModelEvent, { type: 'finish' }>;
}

/** The text of the blocks of one kind. */
export const textOf = ({ blocks }: CollectedAnswer, kind: CollectedBlock['kind']): string =>
  blocks
    .filter((block) => block.kind === kind)
    .map(({ text }) => text)
    .join('');

/** Folds events, and holds them to the rules: blocks numbered as they begin, nothing after the finish. */
export const foldEvents = (events: readonly ModelEvent[]): CollectedAnswer => {
  const blocks: CollectedBlock[] = [];
  let finish: CollectedAnswer['finish'] | undefined;
  for (const event of events) {
    if (finish) throw new Error(`${event.type} came after the finish.`);
    if (event.type === 'finish') {
      finish = event;
      continue;
    }
    if (event.type === 'block-start') {
      if (event.block !== blocks.length) throw new Error(`Block ${event.block} began as number ${blocks.length}.`);
      const call = event.kind === 'tool-call' && { callId: event.callId, tool: event.tool };
      blocks.push({ kind: event.kind, ...call, text: '' });
      continue;
    }
    const block = blocks[event.block];
    if (!block) throw new Error(`Block ${event.block} did not begin.`);
    if (event.type === 'block-delta') block.text += event.text;
    else if (event.opaque) block.opaque = event.opaque;
  }
  if (!finish) throw new Error('The answer has no finish.');
  return { blocks, finish };
};

/** One answer of a provider, folded. */
export const collectAnswer = async (
  provider: ModelProvider,
  request: ModelRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<CollectedAnswer> => {
  const events: ModelEvent[] = [];
  for await (const batch of provider.stream(request, { signal })) events.push(...batch);
  return foldEvents(events);
};

/** The calls of an answer: tool and arguments. */
export const callsOf = ({ blocks }: CollectedAnswer): readonly (readonly [string | undefined, unknown])[] =>
  blocks.flatMap(({ kind, tool, text }) => (kind === 'tool-call' ? [[tool, JSON.parse(text)] as const] : []));

/** The error that an answer fails with. */
export const collectError = async (
  provider: ModelProvider,
  request: ModelRequest,
  signal?: AbortSignal,
): Promise<Error> => {
  try {
    await collectAnswer(provider, request, signal);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('The answer did not fail.');
};
