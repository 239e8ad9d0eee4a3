import { useMemo } from 'react';

import { toJsonTokens } from './to-json-tokens.ts';

const colors = {
  key: 'text-json-key',
  string: 'text-json-string',
  number: 'text-json-number',
  literal: 'text-json-literal',
  mark: 'text-text-muted',
} as const;

/** JSON text in colours. */
export const JsonText = ({ json }: { readonly json: string }) => {
  const tokens = useMemo(() => toJsonTokens(json), [json]);
  return tokens.map(({ at, kind, text }) => (
    <span key={at} className={colors[kind]}>
      {text}
    </span>
  ));
};
