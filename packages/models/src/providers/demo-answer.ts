import type { ModelMessage, ModelRequest } from '../model-provider.ts';
import { type Operation, planArithmetic, type PlannedStep } from './plan-arithmetic.ts';

/** What the demo model does next: one tool call with the thought before it, or an answer. */
export type DemoTurn =
  | {
      readonly type: 'call';
      readonly thought: string;
      readonly tool: string;
      readonly arguments: Record<string, string | number>;
    }
  | { readonly type: 'answer'; readonly text: string };

const calculator = 'calculator';

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

const toCall = (plan: readonly PlannedStep[], index: number, previous: number | undefined): DemoTurn | undefined => {
  const step = plan[index];
  if (!step) return undefined;
  const lead =
    index > 0 ? `Got ${previous}. Now` : plan.length > 1 ? `There are ${plan.length} calculations. First` : 'For this';
  if (step.kind === 'expression') {
    const { expression } = step;
    return {
      type: 'call',
      thought: `${lead} I need to work out ${expression}.`,
      tool: calculator,
      arguments: { expression },
    };
  }
  const x = step.x ?? previous;
  if (x === undefined) return undefined;
  const { operation, y } = step;
  const thought = `${lead} I need to ${describe(operation, x, y)}.`;
  return { type: 'call', thought, tool: calculator, arguments: { operation, x, y } };
};

const introduce = (request: ModelRequest): string => {
  const tools = request.tools.map(({ name, description }) => `${name}: ${description}`).join('\n');
  const can = tools === '' ? 'No tools are enabled, so I can only talk.' : `My tools are:\n${tools}`;
  return `This is the demo model: scripted, not an LLM. It can calculate, step by step, with the calculator. Try “What is 5 + 10, then multiply by 3?”. ${can}`;
};

const resultsOf = (messages: readonly ModelMessage[]) =>
  messages.flatMap((message) => (message.role === 'tool' ? message.results : []));

/** The next turn, a pure function of the conversation: the same messages always get the same turn. */
export const toDemoTurn = (request: ModelRequest): DemoTurn => {
  const asked = request.messages.findLastIndex((message) => message.role === 'user');
  const message = request.messages[asked];
  const text = message?.role === 'user' ? message.text : '';
  const plan = planArithmetic(text);
  if (plan.length === 0) return { type: 'answer', text: introduce(request) };
  if (!request.tools.some(({ name }) => name === calculator)) {
    return { type: 'answer', text: 'The calculator is switched off, and without it the demo model cannot calculate.' };
  }
  const results = resultsOf(request.messages.slice(asked + 1));
  const last = results.at(-1);
  if (last?.isError === true)
    return { type: 'answer', text: `The calculator refused: ${last.text.replace(/^Error: /, '')}` };
  const previous = last && toNumber(last.text);
  const next = toCall(plan, results.length, previous);
  return next ?? { type: 'answer', text: `The result is ${previous ?? last?.text ?? 'unknown'}.` };
};
