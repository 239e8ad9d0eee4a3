/** A column of a table that is saved: its name, and what a row has there. */
export type CsvColumn<Row> = readonly [name: string, read: (row: Row) => string | number | null];

/** A text that a spreadsheet would read as a formula is kept from that by an apostrophe before it. */
const toCell = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^\s*[=+\-@]|^[\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as a table that spreadsheets read (RFC 4180). */
export const printCsv = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, read]) => toCell(read(row))))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
