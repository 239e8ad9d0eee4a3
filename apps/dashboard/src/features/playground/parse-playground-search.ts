import { isRecord } from '../../fault.ts';

/** What the address of the playground chooses. */
export interface PlaygroundSearch {
  /** The run of the conversation to lead to; without it, its newest. */
  readonly run?: string;
  /** The agent to ask in a new conversation, by its slug. */
  readonly agent?: string;
  /** `provider/model` in place of the agent's models. */
  readonly model?: string;
  /** Several that answer the same message side by side, for `parseColumns`. */
  readonly columns?: string;
}

const toField = (value: unknown, maxLength = 200): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' && text.length <= maxLength ? text : undefined;
};

/** The choices in an address; whatever is not one is left out. */
export const parsePlaygroundSearch = (search: unknown): PlaygroundSearch => {
  if (!isRecord(search)) return {};
  const [run, agent, model] = [toField(search['run']), toField(search['agent']), toField(search['model'])];
  const columns = toField(search['columns'], 2000);
  return {
    ...(run !== undefined && { run }),
    ...(agent !== undefined && { agent }),
    ...(model !== undefined && { model }),
    ...(columns !== undefined && { columns }),
  };
};
