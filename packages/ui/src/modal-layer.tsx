import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';

import { cn } from './cn.ts';

interface ModalLayerProps {
  readonly label: string;
  readonly onClose: () => void;
  /** A press beside the layer closes it. */
  readonly isLight?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
  readonly className: string;
  readonly children: ReactNode;
}

const fields = ['[data-initial-focus]', 'input:enabled', 'textarea:enabled'];

/** The part to write in, or the one that is marked; a layer to read gets the focus itself. */
const toFirstFocus = (dialog: HTMLElement): HTMLElement =>
  fields.map((field) => dialog.querySelector<HTMLElement>(field)).find((found) => found !== null) ?? dialog;

/** A layer that holds the focus and locks the page behind it, until it goes; Escape asks to close it. */
export const ModalLayer = ({ label, onClose, isLight = false, role, className, children }: ModalLayerProps) => {
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const isPressedBeside = useRef(false);
  useLayoutEffect(() => {
    if (!dialog) return;
    const opener = document.activeElement;
    dialog.showModal();
    toFirstFocus(dialog).focus();
    return () => {
      dialog.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [dialog]);
  return (
    <dialog
      ref={setDialog}
      tabIndex={-1}
      role={role}
      aria-label={label}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => {
        // A browser may close it unasked on a second Escape.
        const { target, currentTarget } = event;
        if (target === currentTarget && currentTarget.isConnected && !currentTarget.open) onClose();
      }}
      onPointerDown={(event) => {
        isPressedBeside.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        // Not on the press itself, after which the browser would move the focus once more.
        if (isLight && isPressedBeside.current && event.target === event.currentTarget) onClose();
      }}
      className={cn(
        'bg-raised text-text overscroll-contain p-0 opacity-100 outline-none transition-opacity duration-[180ms] starting:opacity-0',
        className,
      )}
    >
      {children}
    </dialog>
  );
};
