import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { Badge } from './badge.tsx';
import { EdgeCard } from './edge-card.tsx';
import { Hairline } from './hairline.tsx';
import { Mark } from './mark.tsx';

const tones = ['accent', 'success', 'danger', 'warning', 'unknown', 'neutral'] as const;

const styleOf = (container: Element): CSSStyleDeclaration => getComputedStyle(container.firstElementChild ?? container);

test('each tone of a card has an edge of its own, and only what nobody knows is dashed', async () => {
  const edges: string[] = [];
  for (const tone of tones) {
    const isDashed = tone === 'unknown';
    const { container, unmount } = await render(<EdgeCard tone={tone} isDashed={isDashed} header={tone} />);
    const { borderLeftColor, borderLeftStyle, borderLeftWidth } = styleOf(container);
    expect([borderLeftStyle, borderLeftWidth]).toEqual(isDashed ? ['dashed', '1px'] : ['solid', '3px']);
    edges.push(borderLeftColor);
    await unmount();
  }
  expect(new Set(edges).size).toBe(tones.length);
});

test('each tone of a badge has a tint of its own', async () => {
  const tints: string[] = [];
  for (const tone of tones) {
    const { container, unmount } = await render(<Badge tone={tone}>{tone}</Badge>);
    tints.push(styleOf(container).backgroundColor);
    await unmount();
  }
  expect(new Set(tints).size).toBe(tones.length);
});

test('lines and the mark are drawings: what is read is the words between', async () => {
  const { container } = await render(
    <>
      <Hairline>Run completed</Hairline>
      <Mark arm="level" />
    </>,
  );
  expect(container.textContent).toBe('Run completed');
  expect(container.querySelectorAll('svg:not([aria-hidden]), [aria-label]')).toHaveLength(0);
});
