import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import { formatColumns } from './format-columns.ts';
import { keepKeys } from './keep-keys.ts';
import { type Column, parseColumns } from './parse-columns.ts';

/** The columns that the address names, each under a key of its own, and how they are changed: the address holds them. */
export const useColumns = (text: string) => {
  const navigate = useNavigate();
  const [known, setKnown] = useState(() => {
    const { columns, ignored } = parseColumns(text);
    return { text, keyed: keepKeys([], columns, (column) => formatColumns([column])), ignored };
  });
  let now = known;
  if (known.text !== text) {
    const { columns, ignored } = parseColumns(text);
    now = { text, keyed: keepKeys(known.keyed, columns, (column) => formatColumns([column])), ignored };
    setKnown(now);
  }
  // who changes them after a wait changes those that are there then
  const latest = useRef(now.keyed);
  useEffect(() => {
    latest.current = now.keyed;
  });
  const show = (columns: readonly Column[], replace: boolean): Promise<void> =>
    navigate({
      to: '/playground/{-$conversationId}',
      params: { conversationId: undefined },
      search: { columns: formatColumns(columns) },
      replace,
      resetScroll: false,
    });
  return {
    keyed: now.keyed,
    ignored: now.ignored,
    add: (column: Column) => show([...latest.current.map(({ value }) => value), column], false),
    remove: (key: number) =>
      show(
        latest.current.filter((one) => one.key !== key).map(({ value }) => value),
        false,
      ),
    change: (key: number, fields: Partial<Column>) =>
      show(
        latest.current.map((one) => (one.key === key ? { ...one.value, ...fields } : one.value)),
        false,
      ),
    /** Tells which conversations have begun, by the columns' keys: no choice to come back to. */
    begin: (conversationIds: ReadonlyMap<number, string>) =>
      show(
        latest.current.map(({ key, value }) => ({
          ...value,
          conversationId: conversationIds.get(key) ?? value.conversationId,
        })),
        true,
      ),
  };
};
