import type { Run } from '@signalbox/contracts';

import type { RunAction } from './run-action.ts';

/** What rows of the list ask of the page. */
export interface ListActions {
  readonly onOpen: (run: Run) => void;
  readonly onPeek: (run: Run) => void;
  readonly onCheck: (run: Run, isChecked: boolean) => void;
  readonly onAct: (action: RunAction, runs: readonly Run[]) => void;
}

/** What is chosen of the list. */
export interface ListChoice {
  readonly peekedId: string | null;
  readonly checkedIds: ReadonlySet<string>;
}
