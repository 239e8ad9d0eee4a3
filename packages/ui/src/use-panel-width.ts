import { useState } from 'react';

export const panelWidths = { least: 360, usual: 480, most: 720 } as const;

/** A width in px that a panel may have: 360 to 720. */
export const toPanelWidth = (width: number): number =>
  Number.isFinite(width)
    ? Math.round(Math.max(panelWidths.least, Math.min(panelWidths.most, width)))
    : panelWidths.usual;

const toName = (storageKey: string): string => `signalbox.panel.${storageKey}`;

const readWidth = (storageKey: string): number => {
  try {
    return toPanelWidth(Number.parseInt(localStorage.getItem(toName(storageKey)) ?? '', 10));
  } catch {
    return panelWidths.usual;
  }
};

/** The width of a panel in px, remembered in this browser; one that may not be stored lasts as long as the page. */
export const usePanelWidth = (storageKey: string): readonly [number, (width: number) => void] => {
  const [width, setWidth] = useState(() => readWidth(storageKey));
  const resize = (next: number): void => {
    const allowed = toPanelWidth(next);
    setWidth(allowed);
    try {
      localStorage.setItem(toName(storageKey), String(allowed));
    } catch {
      // A browser may refuse storage; the panel still has its width.
    }
  };
  return [width, resize];
};
