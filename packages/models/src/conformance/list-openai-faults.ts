import { z } from 'zod';

import { toShapeFaults } from './to-shape-faults.ts';

const callId = z.string().min(1).max(64);
const Item = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('message'),
    role: z.enum(['user', 'assistant']),
    content: z.string(),
    phase: z.enum(['commentary', 'final_answer']).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('reasoning'),
    id: z.string().startsWith('rs_'),
    summary: z.array(z.strictObject({ type: z.literal('summary_text'), text: z.string() })),
    encrypted_content: z.string().min(1),
  }),
  z.strictObject({
    type: z.literal('function_call'),
    call_id: callId,
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    arguments: z.string(),
  }),
  z.strictObject({ type: z.literal('function_call_output'), call_id: callId, output: z.string() }),
]);

const Body = z.object({ model: z.string().min(1), store: z.literal(false), input: z.array(Item).min(1) });
type Body = z.infer<typeof Body>;

const withoutReasoning = /^gpt-4/;

const listCallFaults = ({ input }: Body): string[] => {
  const places = (type: 'function_call' | 'function_call_output') =>
    input.flatMap((item, index) => (item.type === type ? [[item.call_id, index] as const] : []));
  const [calls, outputs] = [places('function_call'), places('function_call_output')];
  const answered = new Map(outputs);
  const faults = calls.flatMap(([id, index]) =>
    (answered.get(id) ?? -1) > index ? [] : [`no output is found for the call ${id}`],
  );
  if (new Set(calls.map(([id]) => id)).size !== calls.length) faults.push('two calls have one id');
  if (outputs.length !== calls.length) faults.push('the outputs are not as many as the calls');
  return faults;
};

/** What the Responses API would refuse in a request, by its documented rules. */
export const listOpenaiFaults = (request: unknown): string[] => {
  const parsed = Body.safeParse(request);
  if (!parsed.success) return toShapeFaults(parsed.error);
  const { input, model } = parsed.data;
  const faults = listCallFaults(parsed.data);
  const reasoning = input.flatMap((item, index) => (item.type === 'reasoning' ? [index] : []));
  for (const index of reasoning) {
    const next = input[index + 1];
    const isOfModel = next?.type === 'function_call' || (next?.type === 'message' && next.role === 'assistant');
    if (!isOfModel && next?.type !== 'reasoning') faults.push(`reasoning ${index} is without its following item`);
  }
  if (reasoning.length > 0 && withoutReasoning.test(model)) faults.push('this model takes no reasoning');
  return faults;
};
