import { useState } from 'react';

import type { HostedAgent, HostedVersion } from './agent-answer.ts';
import { DefinitionBar } from './definition-bar.tsx';
import { DefinitionForm } from './definition-form.tsx';
import type { Definition } from './definition.ts';
import { NewerVersionNotice } from './newer-version-notice.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { TryPanel } from './try-panel.tsx';

interface DefinitionTabProps {
  readonly agent: HostedAgent;
  readonly form: Definition;
  readonly newest: HostedVersion;
}

/** The definition as a form, and beside it a chat that tries it as it is written. */
export const DefinitionTab = ({ agent, form, newest }: DefinitionTabProps) => {
  const [isSaving, setIsSaving] = useState(false);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_440px]">
      <div className="flex min-w-0 flex-col gap-4">
        <DefinitionBar form={form} newest={newest} onSave={() => setIsSaving(true)} />
        {newest.number > form.base.number && <NewerVersionNotice form={form} newest={newest} />}
        <DefinitionForm form={form} />
      </div>
      <TryPanel agent={agent} form={form} />
      {isSaving && <SaveDialog form={form} newest={newest} onClose={() => setIsSaving(false)} />}
    </div>
  );
};
