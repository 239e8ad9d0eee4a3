import { createContext, useContext } from 'react';

import type { Keyboard } from './keyboard.ts';

export const KeyboardContext = createContext<Keyboard | null>(null);

/** The keys of this tab. */
export const useKeyboard = (): Keyboard => {
  const keyboard = useContext(KeyboardContext);
  if (!keyboard) throw new Error('useKeyboard needs the KeyboardContext around it');
  return keyboard;
};
