import { FoldedText } from './folded-text.tsx';
import { JsonText } from './json-text.tsx';
import { toPrettyJson } from './to-pretty-json.ts';

/** Text as a program wrote it: JSON set out and in colours, anything else as it is. */
export const CodeBlock = ({ text }: { readonly text: string }) => {
  const json = toPrettyJson(text);
  return (
    <div className="rounded-control bg-sunken px-3 py-2">
      <FoldedText text={json ?? text} className="text-code font-mono">
        {(shown) => (json === null ? shown : <JsonText json={shown} />)}
      </FoldedText>
    </div>
  );
};
