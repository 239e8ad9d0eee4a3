import type { AgentSpec } from './agent-spec.ts';

const placeholder = /\{\{ *([a-z][a-z0-9_]{0,63}) *\}\}/g;

/** The variables that a text names, each once, in its order. */
export const listPlaceholders = (instructions: string): string[] => [
  ...new Set([...instructions.matchAll(placeholder)].flatMap(([, name]) => name ?? [])),
];

/**
 * The instructions with each variable's text in its place: what the run gave, else the default. Texts are put in as they
 * are: a placeholder in one stays. One without a text stays too.
 */
export const fillInstructions = (
  { instructions, variables }: Pick<AgentSpec, 'instructions' | 'variables'>,
  given: Readonly<Record<string, string>>,
): string => {
  if (variables.length === 0) return instructions;
  const texts = new Map(
    variables.map(({ name, default: text }) => [name, Object.hasOwn(given, name) ? given[name] : text]),
  );
  return instructions.replace(placeholder, (written, name: string) => texts.get(name) ?? written);
};
