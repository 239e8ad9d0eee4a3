import { FoldButton } from '@signalbox/ui';
import { lazy, Suspense, useMemo } from 'react';

import { useFold } from './fold-context.ts';
import { splitBlocks } from './split-blocks.ts';

const MarkdownBlock = lazy(async () => {
  const { MarkdownBlock: component } = await import('./markdown-block.tsx');
  return { default: component };
});

/** Blocks that are drawn before somebody asks for the rest: about 50 kB, ten times a long answer. */
const blocksAtOnce = 500;

/** A text of a model as Markdown; while it grows, only its last block is drawn again. */
export const Markdown = ({ text }: { readonly text: string }) => {
  const [isOpen, setIsOpen] = useFold('blocks');
  const blocks = useMemo(() => splitBlocks(text), [text]);
  const shown = isOpen ? blocks : blocks.slice(0, blocksAtOnce);
  return (
    <Suspense fallback={<div className="break-words whitespace-pre-wrap">{shown.join('')}</div>}>
      <div dir="auto" className="flex flex-col gap-3">
        {shown.map((block, index) => (
          <MarkdownBlock key={index} text={block} />
        ))}
      </div>
      {blocks.length > shown.length && (
        <FoldButton isOpen={isOpen} onChange={setIsOpen}>
          Show the rest
        </FoldButton>
      )}
    </Suspense>
  );
};
