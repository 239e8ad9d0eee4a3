/** What a sample agent was like from a day of the month on. */
interface SampleVersion {
  readonly label: string;
  /** Day of the month that it came with, from 0. */
  readonly fromDay: number;
  readonly models: readonly [string, ...string[]];
  readonly tools: readonly [string, ...string[]];
  readonly deployment: string;
  /** How many of its runs fail. */
  readonly failures: number;
  readonly medianMs: number;
}

/** An agent of the sample month. */
export interface SampleAgent {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly project: string;
  readonly capabilities: string[];
  readonly versions: readonly [SampleVersion, ...SampleVersion[]];
  /** Runs of a working day, and the hours (UTC) that they begin in. */
  readonly runsADay: number;
  readonly hours: readonly [number, number];
  readonly worksAtWeekends: boolean;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly initiators: readonly [string, ...string[]];
  readonly requests: readonly [string, ...string[]];
  readonly answers: readonly [string, ...string[]];
  readonly errors: readonly [readonly [code: string, message: string], ...(readonly [string, string])[]];
}

const support: SampleAgent = {
  slug: 'sample-support-triage',
  name: 'Support triage',
  description: 'Reads incoming tickets, answers the simple ones and hands on the rest.',
  type: 'support',
  project: 'helpdesk',
  capabilities: ['triage', 'customer replies'],
  versions: [
    {
      label: '2.3.0',
      fromDay: 0,
      models: ['anthropic/claude-haiku-4-5'],
      tools: ['search_tickets', 'read_customer', 'send_reply'],
      deployment: 'production',
      failures: 0.03,
      medianMs: 6500,
    },
    {
      label: '2.4.0',
      fromDay: 12,
      models: ['anthropic/claude-sonnet-4-5'],
      tools: ['search_tickets', 'read_customer', 'send_reply', 'refund_order'],
      deployment: 'production',
      failures: 0.19,
      medianMs: 14_000,
    },
    {
      label: '2.4.1',
      fromDay: 15,
      models: ['anthropic/claude-sonnet-4-5'],
      tools: ['search_tickets', 'read_customer', 'send_reply', 'refund_order'],
      deployment: 'production',
      failures: 0.025,
      medianMs: 9200,
    },
  ],
  runsADay: 74,
  hours: [6, 19],
  worksAtWeekends: true,
  inputTokens: 5200,
  outputTokens: 420,
  initiators: ['helpdesk webhook', 'helpdesk webhook', 'helpdesk webhook', 'mira', 'jonas'],
  requests: [
    'Ticket: the parcel was left with a neighbour who is not home.',
    'Ticket: charged twice for one order.',
    'Ticket: how do I change the delivery address after ordering?',
    'Ticket: the discount code of the newsletter does not work.',
    'Ticket: the invoice names the wrong company.',
  ],
  answers: [
    'Answered with the steps for changing the address; no refund needed.',
    'Handed on to billing: two charges with the same reference.',
    'Replied with a new code and closed the ticket.',
    'Asked the customer for a photo of the parcel card.',
  ],
  errors: [
    ['tool.timeout', 'read_customer did not answer within 30 s.'],
    ['tool.failed', 'refund_order answered 409: the order is being packed.'],
    ['model.overloaded', 'The model’s provider was overloaded (529) on four attempts.'],
  ],
};

const invoices: SampleAgent = {
  slug: 'sample-invoice-reader',
  name: 'Invoice reader',
  description: 'Takes the lines out of incoming invoices and checks their sums.',
  type: 'finance',
  project: 'bookkeeping',
  capabilities: ['extraction', 'arithmetic'],
  versions: [
    {
      label: '1.8.2',
      fromDay: 0,
      models: ['openai/gpt-5-mini'],
      tools: ['read_document', 'calculator'],
      deployment: 'eu-west',
      failures: 0.06,
      medianMs: 4100,
    },
    {
      label: '1.9.0',
      fromDay: 20,
      models: ['openai/gpt-5-mini', 'openai/gpt-5.1'],
      tools: ['read_document', 'calculator', 'post_booking'],
      deployment: 'eu-west',
      failures: 0.02,
      medianMs: 4900,
    },
  ],
  runsADay: 46,
  hours: [5, 16],
  worksAtWeekends: false,
  inputTokens: 8800,
  outputTokens: 900,
  initiators: ['inbox watcher', 'inbox watcher', 'accounting'],
  requests: [
    'Read the invoice 2041 of Harbour Supplies.',
    'Read the invoice 7718 of Northern Paper.',
    'Check the sums of the credit note 903.',
  ],
  answers: [
    '14 lines, net 2,310.40, tax 438.98, total 2,749.38: the sums agree.',
    '3 lines, total 96.00; the tax rate is missing and was not guessed.',
    'The total is 0.01 higher than its lines: marked for a person.',
  ],
  errors: [
    ['document.unreadable', 'Page 2 is empty: the scan is too dark.'],
    ['run.step-limit', 'Stopped at the limit of 25 steps.'],
  ],
};

const reviewer: SampleAgent = {
  slug: 'sample-code-reviewer',
  name: 'Code reviewer',
  description: 'Comments on pull requests: faults first, style never.',
  type: 'engineering',
  project: 'platform',
  capabilities: ['code review'],
  versions: [
    {
      label: '0.9.4',
      fromDay: 0,
      models: ['anthropic/claude-sonnet-4-5'],
      tools: ['read_diff', 'read_file', 'post_comment'],
      deployment: 'ci',
      failures: 0.04,
      medianMs: 48_000,
    },
    {
      label: '0.10.0',
      fromDay: 9,
      models: ['openai/gpt-5.1'],
      tools: ['read_diff', 'read_file', 'run_tests', 'post_comment'],
      deployment: 'ci',
      failures: 0.05,
      medianMs: 61_000,
    },
  ],
  runsADay: 22,
  hours: [7, 18],
  worksAtWeekends: false,
  inputTokens: 31_000,
  outputTokens: 2400,
  initiators: ['ci', 'ci', 'ci', 'lena'],
  requests: [
    'Review pull request 812: “Retry uploads after a cut”.',
    'Review pull request 815: “Drop the old session table”.',
    'Review pull request 820: “Cache the price list”.',
  ],
  answers: [
    'Two faults: the retry has no upper bound, and the temporary file stays after a failure.',
    'No fault found. The migration can’t be undone: said so in the description.',
    'One fault: the cache is never emptied when a price changes.',
  ],
  errors: [
    ['run.time-limit', 'Stopped at the time limit of 10 minutes.'],
    ['tool.failed', 'run_tests ended with exit code 137: out of memory.'],
  ],
};

const brief: SampleAgent = {
  slug: 'sample-market-brief',
  name: 'Market brief',
  description: 'Writes the morning brief from the night’s news.',
  type: 'research',
  project: 'research',
  capabilities: ['search', 'writing'],
  versions: [
    {
      label: '4.1',
      fromDay: 0,
      models: ['google/gemini-2.5-flash', 'openai/gpt-5.1'],
      tools: ['web_search', 'web_search', 'read_page'],
      deployment: 'scheduled',
      failures: 0.07,
      medianMs: 118_000,
    },
  ],
  runsADay: 6,
  hours: [4, 6],
  worksAtWeekends: true,
  inputTokens: 64_000,
  outputTokens: 5200,
  initiators: ['schedule'],
  requests: ['Write the brief on paper prices.', 'Write the brief on freight rates.', 'Write the brief on energy.'],
  answers: [
    'Pulp is up 1.2 % on the week; two mills announced pauses. Sources: 7.',
    'Rates on the northern routes fell for the third week. Sources: 5.',
  ],
  errors: [['tool.failed', 'web_search answered 429: the day’s quota is used up.']],
};

const nightly: SampleAgent = {
  slug: 'sample-night-sync',
  name: 'Night sync',
  description: 'Compares stock with the shop and explains what differs.',
  type: 'operations',
  project: 'platform',
  capabilities: ['reconciliation'],
  versions: [
    {
      label: 'r118',
      fromDay: 0,
      models: ['inhouse/summariser-2'],
      tools: ['query_stock', 'query_shop'],
      deployment: 'batch',
      failures: 0.015,
      medianMs: 2300,
    },
    {
      label: 'r121',
      fromDay: 17,
      models: ['inhouse/summariser-2'],
      tools: ['query_stock', 'query_shop', 'open_ticket'],
      deployment: 'batch',
      failures: 0.01,
      medianMs: 1900,
    },
  ],
  runsADay: 32,
  hours: [22, 23],
  worksAtWeekends: true,
  inputTokens: 2100,
  outputTokens: 180,
  initiators: ['schedule'],
  requests: ['Compare the stock of warehouse A.', 'Compare the stock of warehouse B.'],
  answers: ['412 articles agree, none differ.', '409 articles agree, 3 differ: returns that were not booked yet.'],
  errors: [['tool.timeout', 'query_shop did not answer within 30 s.']],
};

/** The five agents of the sample month; the model of the last one has no price. */
export const sampleAgents: readonly SampleAgent[] = [support, invoices, reviewer, brief, nightly];
