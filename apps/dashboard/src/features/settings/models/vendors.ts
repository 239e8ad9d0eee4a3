import type { Connection } from '@signalbox/contracts';

/** A kind of connection as people choose it. */
export interface Vendor {
  readonly id: 'anthropic' | 'openai' | 'google' | 'ollama' | 'other';
  readonly title: string;
  readonly lead: string;
  readonly kind: Connection['kind'];
  /** What its connection is called; null when people say. */
  readonly name: string | null;
  /** What the address begins with in the form. */
  readonly baseUrl: string;
  /** The vendor's own address; null when there is none. */
  readonly ownUrl: string | null;
  readonly needsKey: boolean;
}

/** What can be connected, in the order of the cards. */
export const vendors: readonly Vendor[] = [
  {
    id: 'anthropic',
    title: 'Anthropic',
    lead: 'Claude, with a key from the Claude console',
    kind: 'anthropic',
    name: 'anthropic',
    baseUrl: '',
    ownUrl: 'https://api.anthropic.com',
    needsKey: true,
  },
  {
    id: 'openai',
    title: 'OpenAI',
    lead: 'GPT, with a key from the OpenAI platform',
    kind: 'openai',
    name: 'openai',
    baseUrl: '',
    ownUrl: 'https://api.openai.com/v1',
    needsKey: true,
  },
  {
    id: 'google',
    title: 'Google',
    lead: 'Gemini, with a key from Google AI Studio',
    kind: 'google',
    name: 'google',
    baseUrl: '',
    ownUrl: 'https://generativelanguage.googleapis.com',
    needsKey: true,
  },
  {
    id: 'ollama',
    title: 'Ollama',
    lead: 'Open models on your own machine, without a key',
    kind: 'openai-compatible',
    name: 'ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    ownUrl: null,
    needsKey: false,
  },
  {
    id: 'other',
    title: 'Other compatible server',
    lead: 'vLLM, LM Studio or a gateway: anything that speaks OpenAI’s Chat Completions',
    kind: 'openai-compatible',
    name: null,
    baseUrl: '',
    ownUrl: null,
    needsKey: false,
  },
];

/** The vendor that a connection is of, by its name and else by its kind. */
export const findVendor = ({ name, kind }: Pick<Connection, 'name' | 'kind'>): Vendor | undefined =>
  vendors.find((vendor) => vendor.name === name && vendor.kind === kind) ??
  vendors.findLast((vendor) => vendor.kind === kind);

/** What a connection is called where people read it: the vendor's name, or the one that it was given. */
export const toConnectionTitle = (connection: Pick<Connection, 'name' | 'kind'>): string =>
  vendors.find(({ name, kind }) => name === connection.name && kind === connection.kind)?.title ?? connection.name;
