import type { AgentSpecInput } from '@signalbox/contracts';

import { courierName } from './demo-courier.ts';

/** What a version of a sample agent is, and what was changed with it. */
interface DemoVersion {
  readonly note: string;
  readonly spec: AgentSpecInput;
  /** It has the courier: left out where the server has no such tool. */
  readonly needsCourier?: true;
}

/** An agent of the sample data. */
export interface DemoAgent {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly capabilities: string[];
  readonly versions: readonly [DemoVersion, ...DemoVersion[]];
  /** Number of the version that new runs use: the newest of those that are there, up to this one. */
  readonly published: number;
}

/** Nobody is billed for sample data, whatever models are connected. */
const models = [{ provider: 'demo', model: 'demo' }];
const calculator = ['calculator'];

const orderInstructions = `You work for {{shop}}. You work out what an order costs.
Show each step. Ask before you guess a price.`;
const order = {
  models,
  instructions: orderInstructions,
  variables: [{ name: 'shop', default: 'Harbour Supplies' }],
  tools: calculator,
} satisfies AgentSpecInput;
const courier = {
  ...order,
  instructions: `${orderInstructions}\nBook the courier only when you are told the parcel and its weight.`,
  tools: [...calculator, courierName],
} satisfies AgentSpecInput;

const orderDesk: DemoAgent = {
  slug: 'demo-order-desk',
  name: 'Order desk',
  description: 'Works out what orders cost, and books the courier.',
  type: 'support',
  capabilities: ['arithmetic', 'shipping'],
  versions: [
    {
      note: 'First version.',
      spec: { models, instructions: 'You work out what an order costs. Show each step.', tools: calculator },
    },
    { note: 'Knows the shop it works for, and asks before it guesses.', spec: order },
    { note: 'Books the courier.', spec: courier, needsCourier: true },
    {
      note: 'Tries a time limit of one second.',
      spec: { ...courier, limits: { wallTimeMs: 1000 } },
      needsCourier: true,
    },
  ],
  published: 3,
};

const invoiceInstructions = 'You add up the lines of an invoice, one after the other, and name the total.';

const invoiceChecker: DemoAgent = {
  slug: 'demo-invoice-checker',
  name: 'Invoice checker',
  description: 'Adds up invoices line by line.',
  type: 'finance',
  capabilities: ['arithmetic'],
  versions: [
    {
      note: 'First version, kept short by two steps.',
      spec: { models, instructions: invoiceInstructions, tools: calculator, limits: { steps: 2 } },
    },
    {
      note: 'Two steps were too few for most invoices: twenty-five.',
      spec: { models, instructions: invoiceInstructions, tools: calculator, limits: { steps: 25 } },
    },
  ],
  published: 2,
};

const margin = {
  models,
  instructions: 'You work out margins and growth.\nRound nothing before the last step.',
  tools: calculator,
} satisfies AgentSpecInput;

const marginAnalyst: DemoAgent = {
  slug: 'demo-margin-analyst',
  name: 'Margin analyst',
  description: 'Works out margins and growth.',
  type: 'analytics',
  capabilities: ['arithmetic', 'reporting'],
  versions: [
    { note: 'First version, with at most two tool calls.', spec: { ...margin, limits: { toolCalls: 2 } } },
    { note: 'As many tool calls as it takes.', spec: margin },
    { note: 'Tries to do without tools. Rolled back: it can’t calculate then.', spec: { ...margin, tools: [] } },
  ],
  published: 2,
};

const fileClerk: DemoAgent = {
  slug: 'demo-file-clerk',
  name: 'File clerk',
  description: 'Finds its way about the files of the workspace.',
  type: 'operations',
  capabilities: ['files'],
  versions: [
    {
      note: 'First version.',
      spec: { models, instructions: 'You look after the files of this workspace.', tools: ['file_io'] },
    },
    {
      note: 'Lists files and does nothing else with them.',
      spec: {
        models,
        instructions: 'You tell which files there are.',
        tools: [{ name: 'file_io', fixedArguments: { operation: 'list' } }],
      },
    },
  ],
  published: 2,
};

const research = { instructions: 'You look things up and name your sources.' };

const webResearcher: DemoAgent = {
  slug: 'demo-web-researcher',
  name: 'Web researcher',
  description: 'Looks things up. Its model’s provider is not connected, so its runs fail.',
  type: 'research',
  capabilities: ['research'],
  versions: [
    { note: 'First version, without a search.', spec: { ...research, models } },
    {
      note: 'Moves to a larger model.',
      spec: { ...research, models: [{ provider: 'not-connected', model: 'large-1' }] },
    },
  ],
  published: 2,
};

/** The five agents of the sample data. */
export const demoAgents: readonly DemoAgent[] = [orderDesk, invoiceChecker, marginAnalyst, fileClerk, webResearcher];
