import { isLayerOpen, isTyping } from '@signalbox/ui';
import { useEffect, useState, type ReactNode } from 'react';

import { KeyboardContext } from './keyboard-context.ts';
import { Keyboard } from './keyboard.ts';
import { areSingleKeysOn } from './single-keys.ts';
import { toKey } from './to-key.ts';

const pressables = 'a[href], button, summary, label, input, [role=button], [role=link], [role=tab], [role=separator]';
/** Keys that one may hold down. */
const heldKeys = ['j', 'k', 'n', 'N'];

/** Whether the key at this place belongs to something else than the page. */
const isTaken = (key: string, target: Element): boolean => {
  if (key.startsWith('mod+')) return false;
  if (isTyping(target) || (!areSingleKeysOn() && key !== 'Escape')) return true;
  return (key === 'Enter' || key === 'Space') && target.closest(pressables) !== null;
};

const onKeyDown = (keyboard: Keyboard, event: KeyboardEvent): void => {
  const key = toKey(event);
  const { target } = event;
  // A key that writes with an input method is not ours.
  if (key === null || event.defaultPrevented || event.isComposing || !(target instanceof Element)) return;
  if (event.repeat && !heldKeys.includes(key)) return;
  if (isTaken(key, target) || isLayerOpen()) return;
  const found = keyboard.press(key, Date.now());
  if (found === null) return;
  event.preventDefault();
  if (found !== 'prefix') found.run();
};

/** Hears the keys for everything within. */
export const KeyboardListener = ({ children }: { readonly children: ReactNode }) => {
  const [keyboard] = useState(() => new Keyboard());
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(keyboard, event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [keyboard]);
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
};
