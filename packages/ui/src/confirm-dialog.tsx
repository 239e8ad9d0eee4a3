import type { ReactNode } from 'react';

import { Button } from './button.tsx';
import { FaultBox, type Fault } from './fault-box.tsx';
import { lazyModal } from './lazy-modal.ts';

interface ConfirmDialogProps {
  /** The question: "Stop this run?" */
  readonly title: string;
  /** What happens and what is safe. */
  readonly body: ReactNode;
  /** The verb of the button that does it. */
  readonly confirm: string;
  readonly cancel?: string;
  /** The button is red and the focus begins on the safe one. */
  readonly isDanger?: boolean;
  readonly isBusy?: boolean;
  readonly fault?: Fault | null | undefined;
  readonly isOpen: boolean;
  readonly onConfirm: () => void;
  /** Not called while busy. */
  readonly onClose: () => void;
}

/** Asks before something is done; closes by `isOpen` only, so that a fault can show in it. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { title, body, confirm, cancel = 'Cancel', isDanger = false, isBusy = false, fault, isOpen } = props;
  if (!isOpen) return null;
  const close = (): void => {
    if (!isBusy) props.onClose();
  };
  return (
    <lazyModal.Layer
      role="alertdialog"
      label={title}
      onClose={close}
      isLight
      className="rounded-bubble border-border shadow-raised m-auto h-fit max-h-dvh w-[calc(100%-24px)] max-w-[440px] overflow-y-auto border"
    >
      <div className="flex flex-col gap-4 p-5">
        <div className="flex flex-col gap-1.5">
          <h2 className="text-title font-semibold break-words">{title}</h2>
          <div className="text-prose text-text-muted break-words">{body}</div>
        </div>
        {fault && <FaultBox fault={fault} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close} data-initial-focus={isDanger || undefined}>
            {cancel}
          </Button>
          <Button
            kind={isDanger ? 'danger-fill' : 'primary'}
            isBusy={isBusy}
            onClick={props.onConfirm}
            data-initial-focus={!isDanger || undefined}
          >
            {confirm}
          </Button>
        </div>
      </div>
    </lazyModal.Layer>
  );
};
