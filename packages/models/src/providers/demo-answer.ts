import type { JsonObject } from '@signalbox/contracts';

import type { ModelMessage, ModelRequest } from '../model-provider.ts';
import { type DemoErrand, findErrand } from './find-errand.ts';
import { type Operation, planArithmetic, type PlannedStep } from './plan-arithmetic.ts';

interface DemoCall {
  readonly type: 'call';
  readonly thought: string;
  readonly tool: string;
  readonly arguments: Readonly<JsonObject>;
}

interface DemoAnswer {
  readonly type: 'answer';
  readonly text: string;
}

/** What the demo model does next: one tool call with the thought before it, or an answer. */
export type DemoTurn = DemoCall | DemoAnswer;

interface ToolOutcome {
  readonly tool: string;
  readonly text: string;
  readonly isError: boolean;
}

const calculator = 'calculator';

const answer = (text: string): DemoAnswer => ({ type: 'answer', text });

const describe = (operation: Operation, x: number, y: number): string => {
  const forms: Record<Operation, string> = {
    add: `add ${x} and ${y}`,
    subtract: `subtract ${y} from ${x}`,
    multiply: `multiply ${x} by ${y}`,
    divide: `divide ${x} by ${y}`,
    power: `raise ${x} to the power of ${y}`,
  };
  return forms[operation];
};

/** The number after the last `=` of a calculator's result. */
const toNumber = (text: string): number | undefined => {
  const tail = text.slice(text.lastIndexOf('=') + 1).trim();
  return text.includes('=') && tail !== '' && Number.isFinite(Number(tail)) ? Number(tail) : undefined;
};

const isContinued = (step: PlannedStep): boolean => step.kind === 'operation' && step.x === undefined;

const toLead = (plan: readonly PlannedStep[], index: number, previous: number | undefined): string => {
  if (index > 0) return `Got ${previous}. Now`;
  if (plan[0] && isContinued(plan[0])) return `Going on from ${previous},`;
  return plan.length > 1 ? `There are ${plan.length} calculations. First` : 'For this';
};

const toCall = (plan: readonly PlannedStep[], index: number, previous: number | undefined): DemoCall | undefined => {
  const step = plan[index];
  if (!step || (isContinued(step) && previous === undefined)) return undefined;
  const lead = `${toLead(plan, index, previous)} I need to`;
  if (step.kind === 'expression') {
    const { expression } = step;
    return { type: 'call', thought: `${lead} work out ${expression}.`, tool: calculator, arguments: { expression } };
  }
  const { operation, y, x = previous } = step;
  if (x === undefined) return undefined;
  const thought = `${lead} ${describe(operation, x, y)}.`;
  return { type: 'call', thought, tool: calculator, arguments: { operation, x, y } };
};

/** The last result of each calculation that the next one does not continue. */
const conclude = (plan: readonly PlannedStep[], results: readonly ToolOutcome[]): DemoAnswer => {
  const isLast = (index: number): boolean => {
    const next = plan[index + 1];
    return index === results.length - 1 || (next !== undefined && !isContinued(next));
  };
  const values = results.filter((_, index) => isLast(index)).map(({ text }) => String(toNumber(text) ?? text));
  const last = values.pop() ?? 'unknown';
  return answer(values.length === 0 ? `The result is ${last}.` : `The results are ${values.join(', ')} and ${last}.`);
};

/** What the answer before this request ended with, so that “now double it” has something to go on from. */
const findEarlierResult = (earlier: readonly ModelMessage[]): number | undefined => {
  const last = earlier.at(-1);
  if (last?.role !== 'assistant') return undefined;
  const text = last.blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const value = /^The results? (?:is|are) .*?(-?\d\S*)\.$/.exec(text)?.[1];
  return value !== undefined && Number.isFinite(Number(value)) ? Number(value) : undefined;
};

const listTools = ({ tools }: ModelRequest): string =>
  tools.length === 0
    ? 'No tools are enabled, so I can only talk.'
    : `My tools are:\n${tools.map(({ name, description }) => `${name}: ${description}`).join('\n')}`;

const introduce = (request: ModelRequest, text: string): DemoAnswer => {
  const who = 'Demo model, scripted, not an LLM.';
  if (/\btools?\b/i.test(text)) return answer(`${who} ${listTools(request)}`);
  const isGreeting = /^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day))\b/i.test(text);
  const opening = isGreeting ? `Hello. ${who}` : `${who} I have no answer to this.`;
  const can = 'I calculate step by step, search, read files, and call any tool that you name with its arguments.';
  return answer(`${opening} ${can} Try “What is 5 + 10, then multiply by 3?”. ${listTools(request)}`);
};

const runErrand = (errand: DemoErrand, request: ModelRequest, last: ToolOutcome | undefined): DemoTurn => {
  if (last) return answer(last.text === '' ? `${errand.tool} found nothing.` : last.text);
  const isOffered = request.tools.some(({ name }) => name === errand.tool);
  if (!isOffered)
    return answer(`The tool ${errand.tool} is not enabled, and without it the demo model cannot do this.`);
  return { type: 'call', ...errand };
};

/** The next turn, a pure function of the conversation: the same messages always get the same turn. */
export const toDemoTurn = (request: ModelRequest): DemoTurn => {
  const asked = request.messages.findLastIndex((message) => message.role === 'user');
  const message = request.messages[asked];
  const text = message?.role === 'user' ? message.text : '';
  const results = request.messages
    .slice(asked + 1)
    .flatMap((later): readonly ToolOutcome[] => (later.role === 'tool' ? later.results : []));
  const last = results.at(-1);
  if (last?.isError === true) return answer(`The ${last.tool} refused: ${last.text.replace(/^Error: /, '')}`);
  const errand = findErrand(text);
  if (errand) return runErrand(errand, request, last);
  const earlier = findEarlierResult(request.messages.slice(0, Math.max(asked, 0)));
  const plan = planArithmetic(text, { hasPrevious: earlier !== undefined });
  if (plan.length === 0) return introduce(request, text);
  if (!request.tools.some(({ name }) => name === calculator)) {
    return answer('The calculator is switched off, and without it the demo model cannot calculate.');
  }
  const previous = last ? toNumber(last.text) : earlier;
  return toCall(plan, results.length, previous) ?? conclude(plan, results);
};
