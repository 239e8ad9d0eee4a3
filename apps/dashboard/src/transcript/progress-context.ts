import { noProgress } from '@signalbox/contracts';
import { createContext } from 'react';

/** How far the tool calls under way are: read where it is shown, so that nothing else is drawn when it changes. */
export const ProgressContext = createContext(noProgress);
