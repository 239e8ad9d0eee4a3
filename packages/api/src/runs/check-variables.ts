import type { AgentSpec } from '@signalbox/contracts';

import { toInvalidFields } from '../to-app-error.ts';

/** Holds the texts that a run gives against the variables of its definition. Throws `request.invalid`. */
export const checkVariables = (
  { variables }: Pick<AgentSpec, 'variables'>,
  given: Readonly<Record<string, string>>,
): void => {
  const names = variables.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  const missing = variables.filter(({ name, default: text }) => text === null && !Object.hasOwn(given, name));
  const known = names.join(', ') || 'none';
  const issues = [
    ...unknown.map((name) => ({
      path: `variables.${name}`,
      message: `is no variable of the agent, which has ${known}`,
    })),
    ...missing.map(({ name }) => ({ path: `variables.${name}`, message: 'must be given: it has no default' })),
  ];
  if (issues.length > 0) throw toInvalidFields(issues);
};
