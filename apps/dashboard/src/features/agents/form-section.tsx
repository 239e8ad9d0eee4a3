import { Panel } from '@signalbox/ui';
import type { ReactNode } from 'react';

import type { Definition } from './definition.ts';
import { toPartFault } from './spec-faults.ts';

interface FormSectionProps {
  readonly form: Definition;
  /** The part of the definition that it is. */
  readonly part: string;
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the definition under its title, with what is wrong with it as a whole. */
export const FormSection = ({ form, part, title, lead, actions, children }: FormSectionProps) => {
  const fault = toPartFault(form.issues, part);
  return (
    <Panel title={title} actions={actions}>
      <div className="flex flex-col gap-3 px-4 pb-4">
        {lead !== undefined && <p className="text-text-muted -mt-1">{lead}</p>}
        {fault !== null && (
          <p role="alert" className="text-danger-text break-words">
            {fault}
          </p>
        )}
        {children}
      </div>
    </Panel>
  );
};
