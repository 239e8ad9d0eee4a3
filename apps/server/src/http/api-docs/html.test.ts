import { expect, test } from 'vitest';

import { html, toProse } from './html.ts';

test('texts are put in as texts, markup as markup', () => {
  const hostile = `"><script>alert('1')</script>&`;
  expect(html`<p title="${hostile}">${[html`<b>${1}</b>`, hostile]}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">' +
      '<b>1</b>&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</p>',
  );
});

test('code between backticks is marked up, and a text within it stays one', () => {
  expect(toProse('Send `<key>`, then wait.').text).toBe('Send <code>&lt;key&gt;</code>, then wait.');
});
