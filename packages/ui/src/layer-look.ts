/** The look of a layer beside its anchor. */
export const layerLook =
  'bg-raised text-text border-border shadow-raised max-h-(--available-height) overflow-y-auto border opacity-100 outline-none transition-opacity duration-[120ms] data-starting-style:opacity-0';

/** How a layer stands beside its anchor: 4 px from it and 8 px from the edges of the window. */
export const placement = { sideOffset: 4, collisionPadding: 8, positionMethod: 'fixed', className: 'z-50' } as const;

const landmarks = 'main, header, nav, aside, footer, dialog, [role=dialog], [role=alertdialog]';

/** Where a layer is drawn: in the landmark or dialog of its anchor, so that it belongs to it, and without a box there. */
export const toPlace = (anchor: HTMLElement | null) => ({
  container: anchor?.closest<HTMLElement>(landmarks) ?? undefined,
  className: 'contents',
});
