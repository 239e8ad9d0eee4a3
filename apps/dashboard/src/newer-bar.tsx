import { Icon } from '@signalbox/ui';
import { ArrowUp } from 'lucide-react';

interface NewerBarProps {
  readonly count: number;
  readonly onShow: () => void;
}

/** More than this are not counted. */
const mostSaid = 99;

/** Says how many runs came since the list was loaded; they come into it when asked for. */
export const NewerBar = ({ count, onShow }: NewerBarProps) => (
  <div role="status" className="empty:hidden">
    {count > 0 && (
      <button
        type="button"
        onClick={onShow}
        className="border-border bg-accent-tint text-accent-text flex h-8 w-full items-center justify-center gap-1.5 border-b font-medium -outline-offset-2 hover:underline pointer-coarse:h-11"
      >
        <Icon of={ArrowUp} size={14} />
        {count > mostSaid ? `${mostSaid}+` : count} new, show
      </button>
    )}
  </div>
);
