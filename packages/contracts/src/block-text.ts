import type { ContentBlock } from './run-events.ts';

/** The text of the blocks of one kind, joined as the model wrote them. */
export const toBlockText = (blocks: readonly ContentBlock[], type: ContentBlock['type']): string =>
  blocks
    .filter((block) => block.type === type)
    .map((block) => block.text)
    .join('\n\n');
