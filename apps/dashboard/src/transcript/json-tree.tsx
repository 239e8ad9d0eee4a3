import type { JsonValue } from '@signalbox/contracts';
import { Icon } from '@signalbox/ui';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';

import { formatNoun } from '../formats/format-count.ts';
import { useFold } from './fold-context.ts';
import { LongText } from './long-text.tsx';

interface JsonNodeProps {
  readonly value: JsonValue;
  readonly name: string | null;
  /** Where it stands in the whole: tells the nodes apart. */
  readonly path: string;
  readonly depth: number;
}

/** Entries that are drawn before somebody asks for more. */
const entriesAtOnce = 100;
/** Small enough to stand open at once. */
const openSize = 12;

const Name = ({ name }: { readonly name: string | null }) =>
  name === null ? null : <span className="text-json-key shrink-0">{name}: </span>;

const Leaf = ({ value, name, path }: JsonNodeProps) => {
  if (typeof value === 'string') {
    return (
      <div className="pl-4">
        <Name name={name} />
        {value.length < 80 && !value.includes('\n') ? (
          <span className="text-json-string break-words">{JSON.stringify(value)}</span>
        ) : (
          <LongText text={value} part={path} className="text-json-string border-border border-l pl-2" />
        )}
      </div>
    );
  }
  return (
    <div className="pl-4">
      <Name name={name} />
      <span className={typeof value === 'number' ? 'text-json-number' : 'text-json-literal'}>
        {JSON.stringify(value)}
      </span>
    </div>
  );
};

const Branch = ({ value, name, path, depth }: JsonNodeProps) => {
  const isList = Array.isArray(value);
  const entries = Object.entries(value ?? {}) as readonly (readonly [string, JsonValue])[];
  const [isOpen, setIsOpen] = useFold(path, depth === 0 || (depth < 3 && entries.length <= openSize));
  const [shown, setShown] = useState(entriesAtOnce);
  const count = isList ? formatNoun(entries.length, 'item') : formatNoun(entries.length, 'field');
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="rounded-badge hover:bg-hover inline-flex max-w-full items-center pr-1 text-left pointer-coarse:min-h-11"
      >
        <Icon of={ChevronRight} size={14} className={`text-text-muted mr-0.5 ${isOpen ? 'rotate-90' : ''}`} />
        <Name name={name} />
        <span className="text-text-muted">
          {isOpen ? (isList ? '[' : '{') : isList ? `[ ${count} ]` : `{ ${count} }`}
        </span>
      </button>
      {isOpen && (
        <>
          <div className="border-border ml-[6px] border-l pl-2">
            {entries.slice(0, shown).map(([key, entry]) => (
              <JsonNode key={key} value={entry} name={key} path={`${path}/${key}`} depth={depth + 1} />
            ))}
            {entries.length > shown && (
              <button
                type="button"
                onClick={() => setShown(shown + 1000)}
                className="text-accent-text rounded-badge ml-4 hover:underline"
              >
                Show more of {count}
              </button>
            )}
          </div>
          <span className="text-text-muted pl-4">{isList ? ']' : '}'}</span>
        </>
      )}
    </div>
  );
};

const JsonNode = (props: JsonNodeProps) =>
  typeof props.value === 'object' && props.value !== null && Object.keys(props.value).length > 0 ? (
    <Branch {...props} />
  ) : (
    <Leaf {...props} />
  );

interface JsonTreeProps {
  readonly value: JsonValue;
  /** Tells the trees of one step apart. */
  readonly part?: string;
}

/** JSON whose levels fold. */
export const JsonTree = ({ value, part = 'json' }: JsonTreeProps) => (
  <div className="rounded-control bg-sunken text-code overflow-x-auto px-2 py-1.5 font-mono">
    <JsonNode value={value} name={null} path={part} depth={0} />
  </div>
);
