import type { JsonObject, JsonValue } from '@signalbox/contracts';

import { CodeBlock } from '../../../ui/code-block.tsx';
import { FoldedText } from '../../../ui/folded-text.tsx';

const isFlat = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.values(value).every((field) => typeof field !== 'object' || field === null);

/** The arguments of a tool call: a line for each when they are plain, else JSON. */
export const CallArguments = ({ value }: { readonly value: JsonValue }) => {
  if (!isFlat(value)) return <CodeBlock text={JSON.stringify(value)} />;
  return (
    <dl className="grid grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-control bg-sunken px-3 py-2 font-mono text-code">
      {Object.entries(value).map(([name, field]) => (
        <div key={name} className="contents">
          <dt className="break-words text-text-muted">{name}</dt>
          <dd className={typeof field === 'string' ? '' : 'text-json-number'}>
            <FoldedText text={typeof field === 'string' ? field : JSON.stringify(field)} />
          </dd>
        </div>
      ))}
    </dl>
  );
};
