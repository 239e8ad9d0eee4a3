import type { ContentBlock, ModelUsage } from '@signalbox/contracts';
import { emptyUsage } from '@signalbox/contracts';

/** Tokens of a text by the rule of thumb of four characters each: for windows and lost attempts only, never for a bill. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / 4);

/** What a lost attempt is booked at: its whole input, and the output that had arrived. */
export const estimateUsage = (inputTokens: number, blocks: readonly ContentBlock[]): ModelUsage => {
  const count = (isReasoning: boolean): number =>
    blocks
      .filter((block) => (block.type === 'thinking') === isReasoning)
      .reduce((sum, block) => sum + estimateTokens(block.text), 0);
  return { ...emptyUsage, inputFresh: inputTokens, outputText: count(false), outputReasoning: count(true) };
};
