import { isJsonObject, type JsonValue, toCanonicalJson } from '@signalbox/contracts';

/** A value that is to be another. */
export interface Change {
  readonly path: string;
  /** Undefined: it was not there. */
  readonly before: JsonValue | undefined;
  /** Undefined: it is not there any more. */
  readonly after: JsonValue | undefined;
}

const isSame = (before: JsonValue | undefined, after: JsonValue | undefined): boolean =>
  toCanonicalJson(before) === toCanonicalJson(after);

/** What differs between two values, member by member: the order of members counts for nothing, that of lists does. */
export const listChanges = (before: JsonValue | undefined, after: JsonValue | undefined, path = ''): Change[] => {
  if (isSame(before, after)) return [];
  if (!isJsonObject(before) || !isJsonObject(after)) return [{ path, before, after }];
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].flatMap((name) =>
    listChanges(old.get(name), now.get(name), path === '' ? name : `${path}.${name}`),
  );
};
