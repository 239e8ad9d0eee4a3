/** Whether a layer is open that has keys of its own (a dialog, menu, list; not a tooltip), so that the page's keys rest. */
export const isLayerOpen = (): boolean => document.querySelector('dialog:modal, [data-layer]') !== null;
