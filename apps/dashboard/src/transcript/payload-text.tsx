import { useMemo } from 'react';

import { JsonTree } from './json-tree.tsx';
import { LongText } from './long-text.tsx';
import { parseJson } from './parse-json.ts';

interface PayloadTextProps {
  readonly text: string;
  readonly part?: string;
}

/** Text as a program wrote it: JSON as a tree, anything else as it is. */
export const PayloadText = ({ text, part = 'payload' }: PayloadTextProps) => {
  const json = useMemo(() => parseJson(text), [text]);
  if (json !== undefined) return <JsonTree value={json} part={part} />;
  return (
    <div className="rounded-control bg-sunken px-3 py-2">
      <LongText text={text} part={part} className="text-code font-mono" />
    </div>
  );
};
