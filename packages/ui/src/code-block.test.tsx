import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { CodeBlock } from './code-block.tsx';

test('JSON is set out and in colours, anything else stays as it is', async () => {
  const json = await render(<CodeBlock text='{"limit":10,"after":null}' />);
  expect(json.container.textContent).toBe('{\n  "limit": 10,\n  "after": null\n}');
  const colors = [...json.container.querySelectorAll('span')].map((span) => getComputedStyle(span).color);
  expect(new Set(colors).size).toBeGreaterThan(2);
  await json.unmount();
  const text = await render(<CodeBlock text="{not json" />);
  expect(text.container.textContent).toBe('{not json');
});

test('it folds after twelve lines, and opens and folds again', async () => {
  const text = Array.from({ length: 13 }, (_, index) => `line ${index + 1}`).join('\n');
  const { getByRole, container } = await render(<CodeBlock text={text} />);
  expect(container.textContent).not.toContain('line 13');
  await getByRole('button', { name: 'Show all 13 lines' }).click();
  expect(container.textContent).toContain('line 13');
  await getByRole('button', { name: 'Show less', expanded: true }).click();
  expect(container.textContent).not.toContain('line 13');
});
