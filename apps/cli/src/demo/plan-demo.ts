import { createRandom, type Random } from './create-random.ts';
import { courierName } from './demo-courier.ts';

/** A conversation of the sample data, with one version of an agent. */
export interface DemoConversation {
  /** Its slug. */
  readonly agent: string;
  readonly version: number;
  /** One for each run. */
  readonly messages: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly needsCourier?: true;
  /** Its last run waits for a person: it is cancelled in place of being decided. */
  readonly isCancelled?: true;
}

type Plan = (random: Random) => DemoConversation[];

const goods = ['crates', 'lamps', 'ropes', 'anchors', 'barrels', 'maps', 'flags'] as const;
const shops = ['Lighthouse Stores', 'North Pier', 'Tidewater Trading'] as const;

const toPrice = ({ wholeNumber }: Random): number => wholeNumber(40, 9900) / 20;

const planOrder: Plan = (random) => {
  const { wholeNumber, pick } = random;
  const agent = 'demo-order-desk';
  const ask = (): string => `${wholeNumber(3, 60)} ${pick(goods)}, what is ${wholeNumber(3, 60)} * ${toPrice(random)}?`;
  const deliver = (): string => `Now add ${wholeNumber(5, 25)} for delivery.`;
  const share = (): string => `Now divide that by ${wholeNumber(2, 9)}.`;
  const book = (): string => {
    const parcel = `SB-${wholeNumber(10_000, 99_999)}`;
    return `Call ${courierName} with ${JSON.stringify({ parcel, weightKg: wholeNumber(1, 30) })}`;
  };
  return [
    { agent, version: 3, messages: [ask(), book()], needsCourier: true },
    { agent, version: 3, messages: [book()], needsCourier: true, isCancelled: true },
    { agent, version: 4, messages: [book()], needsCourier: true },
    { agent, version: 1, messages: [ask(), deliver()] },
    { agent, version: 1, messages: [ask(), share()] },
    { agent, version: 2, messages: [ask(), deliver(), share()], variables: { shop: pick(shops) } },
    { agent, version: 2, messages: [ask(), share(), deliver()], variables: { shop: pick(shops) } },
  ];
};

const planInvoices: Plan = (random) => {
  const agent = 'demo-invoice-checker';
  const { wholeNumber } = random;
  const short = (): string => `Invoice ${wholeNumber(100, 999)}: add ${toPrice(random)} and ${toPrice(random)}.`;
  const long = (): string =>
    `Invoice ${wholeNumber(100, 999)}: add ${toPrice(random)} and ${toPrice(random)}, then add ${toPrice(random)}, then subtract ${wholeNumber(1, 20)}.`;
  return [
    { agent, version: 1, messages: [short()] },
    { agent, version: 1, messages: [long()] },
    { agent, version: 1, messages: [long()] },
    { agent, version: 2, messages: [long(), `Now divide that by ${wholeNumber(2, 6)}.`] },
    { agent, version: 2, messages: [long(), short()] },
  ];
};

const planMargins: Plan = ({ wholeNumber, pick }) => {
  const agent = 'demo-margin-analyst';
  const ask = (): string => {
    const cost = wholeNumber(200, 900);
    return `The margin on ${pick(goods)}: subtract ${cost} from ${cost + wholeNumber(50, 400)}, then divide by ${cost}, then multiply by 100.`;
  };
  const grow = (): string =>
    `Growth over ${wholeNumber(2, 5)} years, what is 1.0${wholeNumber(1, 9)} ^ ${wholeNumber(2, 5)}?`;
  return [
    { agent, version: 1, messages: [grow()] },
    { agent, version: 1, messages: [ask()] },
    { agent, version: 2, messages: [ask(), grow()] },
    { agent, version: 2, messages: [ask(), `What is ${wholeNumber(10, 99)} / 0?`] },
    { agent, version: 3, messages: [grow()] },
  ];
};

const months = ['january', 'march', 'may', 'july', 'september', 'november'] as const;

const planFiles: Plan = ({ wholeNumber, pick }) => {
  const agent = 'demo-file-clerk';
  return [
    { agent, version: 1, messages: ['List files', `Read the file demo/${pick(months)}-${wholeNumber(1, 28)}.txt`] },
    { agent, version: 1, messages: [`Show me the file demo/${pick(months)}.csv`] },
    { agent, version: 2, messages: ['Please list the files', `List files in demo/${pick(months)}`] },
  ];
};

const topics = ['tide tables', 'brass fittings', 'fog signals', 'rope strength', 'harbour fees'] as const;

const planResearch: Plan = ({ wholeNumber, pick }) => {
  const agent = 'demo-web-researcher';
  const search = (): string => `Search for ${pick(topics)} in ${wholeNumber(1890, 2020)}`;
  return [
    { agent, version: 1, messages: [search(), 'Which tools do you have?'] },
    { agent, version: 1, messages: [search()] },
    ...[1, 2, 3, 4].map(() => ({ agent, version: 2, messages: [search()] })),
  ];
};

/** The conversations of a seed: the same ones every time. */
export const planDemo = (seed: number): readonly DemoConversation[] => {
  const random = createRandom(seed);
  return [planOrder, planInvoices, planMargins, planFiles, planResearch].flatMap((plan) => plan(random));
};
