import type { AgentVariable, RunEvent } from '@signalbox/contracts';

/** Texts of variables by their names. */
export type VariableTexts = Readonly<Record<string, string>>;

/** What a run was given for its variables. */
export const readVariables = (events: readonly RunEvent[]): VariableTexts => {
  const [request] = events;
  return request?.type === 'user-request' ? (request.payload.variables ?? {}) : {};
};

/** What a start is given of the texts in the fields: an empty one leaves the variable at its default. */
export const toGivenVariables = (variables: readonly AgentVariable[], texts: VariableTexts): VariableTexts =>
  Object.fromEntries(
    variables.flatMap(({ name }) => {
      const text = texts[name] ?? '';
      return text === '' ? [] : [[name, text]];
    }),
  );
