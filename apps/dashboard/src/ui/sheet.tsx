import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';

import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A layer over the whole page, from the left; Escape closes it. */
export const Sheet = ({ title, onClose, children }: SheetProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="bg-raised text-text m-0 h-dvh max-h-none w-full max-w-[420px]"
    >
      <div className="flex h-full flex-col">
        <div className="border-border flex h-12 shrink-0 items-center justify-between border-b pr-2 pl-4">
          <span className="text-prose font-semibold">{title}</span>
          <Button kind="quiet" isSquare aria-label="Close" onClick={onClose}>
            <Icon of={X} size={20} />
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
};
