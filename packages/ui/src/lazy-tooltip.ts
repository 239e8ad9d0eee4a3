import { createLazyLayer } from './lazy-layer.tsx';
import type { TooltipLayerProps } from './tooltip-layer.tsx';

/** The open part of every tooltip. */
export const lazyTooltip = createLazyLayer<TooltipLayerProps>(
  async () => (await import('./tooltip-layer.tsx')).TooltipLayer,
);
