import type { JsonObject, JsonValue } from '@signalbox/contracts';

import { JsonTree } from '../json-tree.tsx';
import { LongText } from '../long-text.tsx';

const isFlat = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.values(value).every((field) => typeof field !== 'object' || field === null);

const toText = (field: JsonValue): string => (typeof field === 'string' ? field : JSON.stringify(field));

/** Characters that stand on one line of a phone too. */
const longestLine = 40;

const box = 'rounded-control bg-sunken px-3 py-2 font-mono text-code';

/** The fields in the order of the tool's schema, others after them. */
const sortFields = (value: JsonObject, order: readonly string[]): readonly (readonly [string, JsonValue])[] => {
  const entries = Object.entries(value);
  const known = order.flatMap((name) => entries.filter(([own]) => own === name));
  return [...known, ...entries.filter(([name]) => !order.includes(name))];
};

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface CallArgumentsProps {
  readonly value: JsonValue;
  /** Names of the parameters as the tool's schema orders them. */
  readonly order?: readonly string[];
}

/** The arguments of a tool call: on one line or a line for each when they are plain, else a tree. */
export const CallArguments = ({ value, order = [] }: CallArgumentsProps) => {
  if (!isFlat(value)) {
    return <JsonTree value={isObject(value) ? Object.fromEntries(sortFields(value, order)) : value} part="arguments" />;
  }
  const fields = sortFields(value, order).map(([name, field]) => ({ name, field, text: toText(field) }));
  const length = fields.reduce((sum, { name, text }) => sum + name.length + text.length + 2, 0);
  const isShort = length <= longestLine && fields.every(({ text }) => !text.includes('\n'));
  return (
    <dl
      className={`${box} ${isShort ? 'flex flex-wrap gap-x-4' : 'grid grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-4 gap-y-1'}`}
    >
      {fields.map(({ name, field, text }) => (
        <div key={name} className={isShort ? 'flex gap-2' : 'contents'}>
          <dt className="text-text-muted break-words">{name}</dt>
          <dd className={typeof field === 'string' ? '' : 'text-json-number'}>
            <LongText text={text} part={`argument ${name}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
};
