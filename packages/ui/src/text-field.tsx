import type { ComponentProps } from 'react';

import { cn } from './cn.ts';
import { FieldFrame, fieldLook, type FieldProps } from './field.tsx';

type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'id' | keyof FieldProps>;

/** A labelled line of text with its hint, or with what is wrong in it. */
export const TextField = ({ label, isLabelHidden, hint, fault, className, ...input }: TextFieldProps) => (
  <FieldFrame label={label} isLabelHidden={isLabelHidden} hint={hint} fault={fault} className={className}>
    {(control) => <input {...input} {...control} className={cn(fieldLook, 'h-8 px-3 pointer-coarse:h-11')} />}
  </FieldFrame>
);
