import type { ComponentProps } from 'react';

import { cn } from './cn.ts';
import { FieldFrame, fieldLook, type FieldProps } from './field.tsx';

interface TextAreaProps extends FieldProps, Omit<ComponentProps<'textarea'>, 'id' | keyof FieldProps> {
  /** For code and JSON. */
  readonly isMono?: boolean;
}

/** A labelled field for several lines; it grows with its text where the browser can. */
export const TextArea = ({ label, isLabelHidden, hint, fault, className, isMono, ...textarea }: TextAreaProps) => (
  <FieldFrame label={label} isLabelHidden={isLabelHidden} hint={hint} fault={fault} className={className}>
    {(control) => (
      <textarea
        rows={3}
        {...textarea}
        {...control}
        className={cn(fieldLook, 'field-sizing-content max-h-80 min-h-16 resize-y px-3 py-1.5', isMono && 'font-mono')}
      />
    )}
  </FieldFrame>
);
