export interface LayerPlace {
  readonly left: number;
  readonly top: number;
  /** What the layer may be high there. */
  readonly maxHeight: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface LayerPlacing {
  readonly anchor: Box;
  readonly layer: { readonly width: number; readonly height: number };
  readonly viewport: { readonly width: number; readonly height: number };
  readonly side: 'bottom' | 'top';
  readonly align: 'start' | 'center' | 'end';
}

const gap = 4;
const margin = 8;

const toLeft = ({ anchor, layer, align }: LayerPlacing): number => {
  if (align === 'start') return anchor.left;
  return anchor.left + (anchor.width - layer.width) / (align === 'end' ? 1 : 2);
};

/** Where a layer stands beside its anchor, in px of the window: on the other side where there is more room, never past the edge. */
export const placeLayer = (placing: LayerPlacing): LayerPlace => {
  const { anchor, layer, viewport, side } = placing;
  const below = viewport.height - margin - (anchor.top + anchor.height + gap);
  const above = anchor.top - gap - margin;
  const [wished, other] = side === 'bottom' ? [below, above] : [above, below];
  const isFlipped = layer.height > wished && other > wished;
  const isBelow = (side === 'bottom') !== isFlipped;
  const maxHeight = Math.max(0, isBelow ? below : above);
  return {
    left: Math.max(margin, Math.min(toLeft(placing), viewport.width - margin - layer.width)),
    top: isBelow ? anchor.top + anchor.height + gap : anchor.top - gap - Math.min(layer.height, maxHeight),
    maxHeight,
  };
};
