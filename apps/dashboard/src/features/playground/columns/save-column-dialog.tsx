import type { AgentDetail, AgentSpec } from '@signalbox/contracts';

import type { Column } from './parse-columns.ts';
import { SaveAgentDialog } from './save-agent-dialog.tsx';
import { SaveVersionDialog } from './save-version-dialog.tsx';
import type { ColumnState } from './to-column-state.ts';
import { toSavedSpec } from './to-saved-spec.ts';

interface SaveColumnDialogProps {
  readonly state: ColumnState;
  /** Told what the column may ask from now on. */
  readonly onSaved: (fields: Partial<Column>) => void;
  readonly onClose: () => void;
}

/** What is to be saved of a column. */
export interface SavedSetup {
  readonly agent: AgentDetail;
  readonly spec: AgentSpec;
  /** The model that was chosen in place of the definition's; null when none was. */
  readonly modelTitle: string | null;
}

/** Saves what a column asks with: as its agent's next version, or, of a bare model, as a new agent. */
export const SaveColumnDialog = ({ state, ...on }: SaveColumnDialogProps) => {
  const { agent, spec, setup, column, isBareModel } = state;
  if (!agent || !spec) return null;
  const modelTitle = column.model === null ? null : (setup?.modelTitle ?? column.model);
  const saved = { agent, spec: toSavedSpec(spec, column.model), modelTitle };
  return isBareModel ? (
    <SaveAgentDialog setup={saved} {...on} />
  ) : (
    <SaveVersionDialog setup={saved} version={column.version} {...on} />
  );
};
