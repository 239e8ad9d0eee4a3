import { type AgentSpec, type ErrorIssue, toCanonicalJson } from '@signalbox/contracts';

import { isRecord } from '../../fault.ts';

/** What the server found wrong in a definition, as that was then. */
export interface SpecRefusal {
  readonly issues: readonly ErrorIssue[];
  readonly spec: AgentSpec;
}

const prefix = 'spec.';

const valueAt = (spec: AgentSpec, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, part) => (isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined), spec);

/** Paths of what belongs to no field of the form but to a whole part of it. */
const isOfPart = (path: string, part: string): boolean => {
  if (path === part) return true;
  const [next = ''] = path.slice(part.length + 1).split('.');
  return path.startsWith(`${part}.`) && !/^\d+$/.test(next) && !['name', 'schema'].includes(next);
};

/** The faults that still hold: those whose place has not been changed since. Paths begin inside the definition. */
export const listHolding = ({ issues, spec: then }: SpecRefusal, now: AgentSpec): ErrorIssue[] =>
  issues
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, message }) => ({ path: path.slice(prefix.length), message }))
    .filter(({ path }) => toCanonicalJson(valueAt(then, path)) === toCanonicalJson(valueAt(now, path)));

const join = (issues: readonly ErrorIssue[], place: string): string | null => {
  const words = issues.map(({ path, message }) => {
    const rest = path.slice(place.length + 1);
    return rest === '' ? message : `${rest}: ${message}`;
  });
  return words.length === 0 ? null : words.join('; ');
};

/** What is wrong at a place of the definition or in it; null when nothing is. */
export const toFaultAt = (issues: readonly ErrorIssue[], place: string): string | null =>
  join(
    issues.filter(({ path }) => path === place || path.startsWith(`${place}.`)),
    place,
  );

/** What is wrong with a part of the definition as a whole; null when nothing is. */
export const toPartFault = (issues: readonly ErrorIssue[], part: string): string | null =>
  join(
    issues.filter(({ path }) => isOfPart(path, part)),
    part,
  );
