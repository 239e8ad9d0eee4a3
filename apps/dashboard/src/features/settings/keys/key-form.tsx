import { Button, FaultBox, type Fault } from '@signalbox/ui';
import type { FormEvent, ReactNode } from 'react';

interface KeyFormProps {
  /** The verb of its button. */
  readonly button: string;
  readonly isBusy: boolean;
  readonly fault: Fault | null;
  readonly onSubmit: (event: FormEvent) => void;
  readonly children: ReactNode;
}

/** The fields of a form of a key, what was refused and belongs to none of them, and its button. */
export const KeyForm = ({ button, isBusy, fault, onSubmit, children }: KeyFormProps) => (
  <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
    {children}
    {fault && <FaultBox fault={fault} />}
    <div className="flex justify-end">
      <Button type="submit" kind="primary" isBusy={isBusy}>
        {button}
      </Button>
    </div>
  </form>
);
