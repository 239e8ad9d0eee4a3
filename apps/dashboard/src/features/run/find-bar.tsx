import { cn, SearchField } from '@signalbox/ui';

import { formatNoun } from '../../formats/format-count.ts';
import { PreviousNext } from './previous-next.tsx';
import type { Find } from './use-find.ts';

const toWords = ({ text, count, steps, at }: Find): string => {
  if (text.trim() === '') return '';
  if (count === 0) return 'Not found';
  return at === 0 ? `${formatNoun(count, 'hit')} in ${formatNoun(steps, 'step')}` : `Step ${at} of ${steps}`;
};

/** Where a text is looked for in the run: Enter and `n` go to the next step that has it, with Shift to the one before. */
export const FindBar = ({ find }: { readonly find: Find }) => {
  const { text, setText, count, go } = find;
  const words = toWords(find);
  return (
    <div className="flex min-w-0 items-center max-sm:order-first max-sm:w-full">
      <span role="status" className={cn('text-meta text-text-muted shrink-0 tabular-nums', words !== '' && 'mr-1')}>
        {words}
      </span>
      {count > 0 && <PreviousNext of="hit" keys={{ previous: 'N', next: 'n' }} onGo={go} />}
      <form
        className="min-w-0 flex-1 py-1 sm:w-52"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.shiftKey) return;
          event.preventDefault();
          go(-1);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          go(1);
        }}
      >
        <SearchField label="Find in this run" value={text} onChange={setText} />
      </form>
    </div>
  );
};
