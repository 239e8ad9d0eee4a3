import { Button } from '@signalbox/ui';

import { useKeys } from '../../keyboard/use-keys.ts';
import type { Definition, NumberedSpec } from './definition.ts';
import { replaceDefinition } from './replace-definition.ts';

interface DefinitionBarProps {
  readonly form: Definition;
  readonly newest: NumberedSpec;
  readonly onSave: () => void;
}

const toStateWords = ({ isChanged, isKept, keepFault, base }: Definition): string => {
  if (!isChanged) return `No changes since v${base.number}`;
  if (keepFault) return 'Unsaved changes, and they are not stored';
  return isKept ? 'Unsaved changes, stored for you' : 'Unsaved changes, storing';
};

/** Whether the definition holds unsaved changes, and what to do with them. */
export const DefinitionBar = ({ form, newest, onSave }: DefinitionBarProps) => {
  const { isChanged, isUnreadable, refusal, keepFault, issues } = form;
  const isNewer = newest.number > form.base.number;
  const canSave = isChanged && !isUnreadable && !isNewer && refusal === null;
  useKeys({ 'mod+s': { label: 'Save as a version', run: () => canSave && onSave() } });
  const discard = (): void => replaceDefinition(form, { base: newest, said: 'Changes discarded' });
  return (
    <div className="bg-canvas sticky top-0 z-20 -my-2 flex flex-wrap items-center gap-2 py-2">
      <p role="status" className={`mr-auto ${keepFault ? 'text-danger-text' : 'text-text-muted'}`}>
        {toStateWords(form)}
        {keepFault && issues.length === 0 && `: ${keepFault.message}`}
        {isUnreadable && ' · a field can’t be read'}
      </p>
      {isChanged && <Button onClick={discard}>Discard</Button>}
      <Button
        kind="primary"
        refusal={refusal}
        disabled={!canSave}
        aria-keyshortcuts="Control+S Meta+S"
        onClick={onSave}
      >
        Save as v{newest.number + 1}
      </Button>
    </div>
  );
};
