import { expect, test } from 'vitest';

import { placeLayer } from './place-layer.ts';

const viewport = { width: 400, height: 300 };
const layer = { width: 100, height: 120 };
const placing = { layer, viewport, side: 'bottom', align: 'start' } as const;

test('it stands under its anchor and keeps to the edge it was told', () => {
  const anchor = { left: 150, top: 20, width: 60, height: 30 };
  expect(placeLayer({ ...placing, anchor })).toMatchObject({ left: 150, top: 54 });
  expect(placeLayer({ ...placing, anchor, align: 'end' })).toMatchObject({ left: 110 });
  expect(placeLayer({ ...placing, anchor, align: 'center' })).toMatchObject({ left: 130 });
});

test('it goes to the other side where there is more room, and over no edge', () => {
  const anchor = { left: 380, top: 250, width: 20, height: 30 };
  expect(placeLayer({ ...placing, anchor })).toEqual({ left: 292, top: 126, maxHeight: 238 });
});

test('one that fits nowhere is as high as the better side', () => {
  const anchor = { left: 0, top: 100, width: 20, height: 30 };
  const place = placeLayer({ ...placing, anchor, layer: { width: 100, height: 900 } });
  expect(place).toEqual({ left: 8, top: 134, maxHeight: 158 });
});
