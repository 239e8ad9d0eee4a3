/** Whether the device has a keyboard of its own: then a field may take the focus unasked. */
export const hasKeyboard = (): boolean => window.matchMedia('(pointer: fine) and (min-width: 1024px)').matches;
