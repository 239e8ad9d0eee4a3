import { useEffect, useState } from 'react';

const key = 'signalbox.draft';

/** Text that is being written; it outlives a reload and a signing in. */
export const useDraft = (): readonly [string, (text: string) => void] => {
  const [draft, setDraft] = useState(() => window.sessionStorage.getItem(key) ?? '');
  useEffect(() => window.sessionStorage.setItem(key, draft), [draft]);
  return [draft, setDraft];
};
