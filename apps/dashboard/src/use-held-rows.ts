import { useState } from 'react';

/** The rows of a short live list; while it is held none comes, goes or moves, and those there are stay current. */
export const useHeldRows = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  isHeld: boolean,
): readonly Row[] => {
  const [held, setHeld] = useState(rows);
  if (!isHeld && held !== rows) setHeld(rows);
  if (!isHeld || held === rows) return rows;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return held.map((row) => byId.get(row.id) ?? row);
};
