import { useState, type ReactNode } from 'react';

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
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="rounded-badge text-meta text-accent-text mt-1 font-medium hover:underline pointer-coarse:h-11"
        >
          {isOpen ? 'Show less' : `Show all ${lines.length} lines`}
        </button>
      )}
    </>
  );
};
