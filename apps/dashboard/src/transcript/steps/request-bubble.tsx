import type { ReactNode } from 'react';

import { LongText } from '../long-text.tsx';

interface RequestBubbleProps {
  readonly text: string;
  /** Who asked, when it was not the viewer. */
  readonly sender: string | null;
  readonly actions?: ReactNode;
}

/** What a person asked. */
export const RequestBubble = ({ text, sender, actions }: RequestBubbleProps) => (
  <div className="ml-auto flex w-fit max-w-[85%] flex-col items-end gap-1">
    {sender !== null && <span className="text-meta text-text-muted">{sender}</span>}
    <div className="rounded-bubble rounded-br-badge bg-accent-fill text-prose text-on-fill [&_button]:text-on-fill max-w-full px-3.5 py-2.5 [&_button]:underline">
      <LongText text={text} />
    </div>
    {actions}
  </div>
);
