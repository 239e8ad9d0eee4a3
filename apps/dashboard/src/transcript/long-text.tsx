import { cn, FoldButton } from '@signalbox/ui';

import { formatCount } from '../formats/format-count.ts';
import { useFold } from './fold-context.ts';
import { foldText } from './fold-text.ts';

interface LongTextProps {
  readonly text: string;
  /** Tells the texts of one step apart. */
  readonly part?: string;
  readonly className?: string;
}

/** Text that folds after 12 lines; a long rest is drawn only when somebody asks for it. */
export const LongText = ({ text, part = 'text', className }: LongTextProps) => {
  const [isOpen, setIsOpen] = useFold(part);
  const { shown, lines } = foldText(text);
  const isLong = shown.length < text.length;
  return (
    <>
      <div dir="auto" className={cn('break-words whitespace-pre-wrap', className)}>
        {isOpen ? text : shown}
      </div>
      {isLong && (
        <FoldButton isOpen={isOpen} onChange={setIsOpen}>
          {isOpen
            ? 'Show less'
            : `Show all ${lines > 12 ? `${formatCount(lines)} lines` : `${formatCount(text.length)} characters`}`}
        </FoldButton>
      )}
    </>
  );
};
