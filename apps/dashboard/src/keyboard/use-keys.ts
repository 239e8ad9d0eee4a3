import { useEffect, useRef } from 'react';

import { useKeyboard } from './keyboard-context.ts';
import type { KeyGroup, KeyMap } from './keyboard.ts';

/**
 * Makes keys work while the component is there, and lists them under `?`. Single keys rest while somebody types, while
 * a dialog or menu is open and when they are switched off; keys with `mod+` work while typing too.
 */
export const useKeys = (keys: KeyMap, group: KeyGroup = 'This page'): void => {
  const keyboard = useKeyboard();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => keyboard.register({ group, keys: () => latest.current }), [keyboard, group]);
};
