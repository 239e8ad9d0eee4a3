import { readStored, useStored, writeStored } from '../stored.ts';

const name = 'single-keys';

/** Whether keys without Ctrl or ⌘ do something. */
export const areSingleKeysOn = (): boolean => readStored(name) !== 'off';

/** Switches keys without Ctrl or ⌘, in this browser. */
export const switchSingleKeys = (areOn: boolean): void => writeStored(name, areOn ? 'on' : 'off');

/** Whether keys without Ctrl or ⌘ do something, now and after it changed. */
export const useAreSingleKeysOn = (): boolean => useStored(name) !== 'off';
