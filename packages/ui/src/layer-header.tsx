import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface LayerHeaderProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
}

/** The top of a layer: its title, what one can do with it, and closing it. */
export const LayerHeader = ({ title, onClose, actions }: LayerHeaderProps) => (
  <div className="border-border flex h-12 shrink-0 items-center gap-2 border-b pr-2 pl-4">
    <h2 className="text-prose min-w-0 flex-1 truncate font-semibold" title={title}>
      {title}
    </h2>
    {actions}
    <Button kind="quiet" isSquare aria-label="Close" onClick={onClose}>
      <Icon of={X} />
    </Button>
  </div>
);
