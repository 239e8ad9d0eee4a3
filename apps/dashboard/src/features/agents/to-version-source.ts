import type { AgentVersion } from '@signalbox/contracts';

import { toAuthorName } from './to-author-name.ts';

/** Where a version comes from: who saved or reported it, or that it was seen with a run. */
export const toVersionSource = ({ isObserved, author }: Pick<AgentVersion, 'isObserved' | 'author'>): string =>
  isObserved ? 'seen with a run' : toAuthorName(author);
