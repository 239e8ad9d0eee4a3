import { expect, test } from 'vitest';

import css from './tokens.css?raw';

const tones = ['accent', 'success', 'danger', 'warning', 'unknown', 'neutral'];
const grounds = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected'];
const series = Array.from({ length: 8 }, (_, at) => `series-${at + 1}`);

const toTokens = (text: string): Map<string, string> =>
  new Map(Array.from(text.matchAll(/--([\w-]+): (oklch\([^)]*\));/g), ([, name = '', color = '']) => [name, color]));

const [light, dark] = css.split(":root[data-theme='dark']").map(toTokens);

const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** WCAG's relative luminance of a colour as this browser draws it. */
const toLuminance = (color: string): number => {
  if (!context) throw new Error('This browser has no canvas.');
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3), (part) =>
    part / 255 <= 0.040_45 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const toContrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [toLuminance(one), toLuminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const onAll = (names: readonly string[], places: readonly string[]): string[][] =>
  names.flatMap((name) => places.map((place) => [name, place]));

const texts = [
  ...onAll(['text', 'text-muted'], [...grounds, ...tones.map((tone) => `${tone}-tint`)]),
  ...onAll(['text-subtle'], grounds),
  ...tones.flatMap((tone) => onAll([`${tone}-text`], [...grounds, `${tone}-tint`])),
  ...onAll(['on-fill'], ['accent-fill', 'accent-fill-hover', 'danger-fill']),
  ...onAll(['json-key', 'json-string', 'json-number', 'json-literal'], ['sunken']),
];

const shapes = [
  ...tones.flatMap((tone) => onAll([tone], [...grounds, `${tone}-tint`])),
  ...onAll(['border-strong'], ['canvas', 'surface', 'raised']),
  ...onAll(series, ['surface']),
];

const listTooWeak = (tokens: Map<string, string> | undefined, pairs: string[][], least: number): string[] =>
  pairs.flatMap(([name = '', place = '']) => {
    const [color, ground] = [tokens?.get(name) ?? light?.get(name), tokens?.get(place)];
    if (!color || !ground) return [`${name} or ${place} is no token`];
    const contrast = toContrast(color, ground);
    return contrast >= least ? [] : [`${name} on ${place} ${contrast.toFixed(2)}`];
  });

test('black on white is 21, as WCAG says', () => {
  expect(toContrast('oklch(0 0 0)', 'oklch(1 0 0)')).toBeCloseTo(21, 5);
});

test.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme every text has a contrast of 4.5 on what it may stand on, every shape of 3', (_, tokens) => {
  expect(listTooWeak(tokens, texts, 4.5)).toEqual([]);
  expect(listTooWeak(tokens, shapes, 3)).toEqual([]);
});
