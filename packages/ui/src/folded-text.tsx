import { useState, type ReactNode } from 'react';

import { FoldButton } from './fold-button.tsx';

const shownLines = 12;

interface FoldedTextProps {
  readonly text: string;
  readonly className?: string;
  /** Draws the text that is shown; the plain text unless given. */
  readonly children?: (shown: string) => ReactNode;
}

/** Text that folds after 12 lines. */
export const FoldedText = ({ text, className = '', children = (shown) => shown }: FoldedTextProps) => {
  const [isOpen, setIsOpen] = useState(false);
  const lines = text.split('\n');
  const isLong = lines.length > shownLines;
  return (
    <>
      <div className={`break-words whitespace-pre-wrap ${className}`}>
        {children(isLong && !isOpen ? lines.slice(0, shownLines).join('\n') : text)}
      </div>
      {isLong && (
        <FoldButton isOpen={isOpen} onChange={setIsOpen}>
          {isOpen ? 'Show less' : `Show all ${lines.length} lines`}
        </FoldButton>
      )}
    </>
  );
};
