import { html, type Html, toProse } from './html.ts';

/** A box of code that can be copied whole. */
export const toCodeBox = (code: string): Html => html`<pre><code>${code}</code></pre>`;

/** A table whose cells are sentences with their code between backticks. */
export const toTable = (head: readonly string[], rows: readonly (readonly string[])[]): Html =>
  html` <table>
    <thead>
      <tr>
        ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${toProse(cell)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
