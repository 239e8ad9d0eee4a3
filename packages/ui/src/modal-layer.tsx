import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useRef, type ReactNode } from 'react';

import { cn } from './cn.ts';

export interface ModalLayerProps {
  readonly label: string;
  readonly onClose: () => void;
  /** A press beside the layer closes it. */
  readonly isLight?: boolean | undefined;
  readonly role?: 'dialog' | 'alertdialog' | undefined;
  readonly className: string;
  readonly children: ReactNode;
}

const fields = ['[data-initial-focus]', 'input:enabled', 'textarea:enabled'];

/** The part to write in, or the one that is marked; a layer to read gets the focus itself. */
const toFirstFocus = (dialog: HTMLElement | null): HTMLElement | null =>
  fields.map((field) => dialog?.querySelector<HTMLElement>(field)).find((found) => found) ?? dialog;

/** A layer that holds the focus and locks the page behind it, until it goes; Escape asks to close it. */
export const ModalLayer = ({
  label,
  onClose,
  isLight = false,
  role = 'dialog',
  className,
  children,
}: ModalLayerProps) => {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root open disablePointerDismissal={!isLight} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop forceRender className="fixed inset-0 z-50 bg-(--veil)" />
        <BaseDialog.Popup
          ref={popup}
          role={role}
          aria-modal
          aria-label={label}
          data-layer="modal"
          initialFocus={() => toFirstFocus(popup.current)}
          className={cn(
            'bg-raised text-text fixed inset-0 z-50 overscroll-contain opacity-100 outline-none transition-opacity duration-[180ms] data-starting-style:opacity-0',
            className,
          )}
        >
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
};
