import { z } from 'zod';

import { toShapeFaults } from './to-shape-faults.ts';

const id = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const text = z.strictObject({ type: z.literal('text'), text: z.string().regex(/\S/) });
const Block = z.discriminatedUnion('type', [
  text,
  z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string().min(1) }),
  z.strictObject({ type: z.literal('redacted_thinking'), data: z.string().min(1) }),
  z.strictObject({
    type: z.literal('tool_use'),
    id,
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
    input: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    type: z.literal('tool_result'),
    tool_use_id: id,
    content: z.string().exactOptional(),
    is_error: z.boolean().exactOptional(),
  }),
]);
type Block = z.infer<typeof Block>;

const Message = z.strictObject({ role: z.enum(['user', 'assistant']), content: z.array(Block).min(1) });
const Body = z.object({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  messages: z.array(Message).min(1),
  tools: z.array(z.object({ name: z.string() })).exactOptional(),
  thinking: z.object({ type: z.string(), budget_tokens: z.int().exactOptional() }).exactOptional(),
});
type Body = z.infer<typeof Body>;

const isThinking = (block: Block | undefined): boolean =>
  block?.type === 'thinking' || block?.type === 'redacted_thinking';

const idsOf = (blocks: readonly Block[] = []): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'tool_use') return [block.id];
    return block.type === 'tool_result' ? [block.tool_use_id] : [];
  });

const listOrderFaults = ({ messages }: Body): string[] =>
  messages.flatMap(({ role, content }, index) => {
    const faults: string[] = [];
    if (role !== (index % 2 === 0 ? 'user' : 'assistant')) faults.push(`message ${index} is out of turn`);
    const wrong = content.filter(({ type }) =>
      role === 'user' ? type === 'tool_use' || type.includes('thinking') : type === 'tool_result',
    );
    if (wrong.length > 0) faults.push(`message ${index} of the ${role} has a ${wrong[0]?.type}`);
    const before = idsOf(role === 'user' ? messages[index - 1]?.content : undefined);
    const results = role === 'user' ? content.slice(0, before.length) : [];
    if (role === 'user' && idsOf(content).toSorted().join() !== before.toSorted().join()) {
      faults.push(`message ${index} does not answer each tool_use before it once`);
    }
    if (results.some(({ type }) => type !== 'tool_result')) faults.push(`message ${index} begins with no result`);
    return faults;
  });

/** What the Messages API would refuse in a request, by its documented rules. */
export const listAnthropicFaults = (request: unknown): string[] => {
  const parsed = Body.safeParse(request);
  if (!parsed.success) return toShapeFaults(parsed.error);
  const { messages, tools, thinking, max_tokens } = parsed.data;
  const faults = listOrderFaults(parsed.data);
  const calls = messages.flatMap(({ role, content }) => (role === 'assistant' ? idsOf(content) : []));
  if (messages.at(-1)?.role !== 'user') faults.push('the last message is not the user’s');
  if (new Set(calls).size !== calls.length) faults.push('two tool_use blocks have one id');
  if (calls.length > 0 && !tools) faults.push('there are calls and no tools');
  if (thinking?.type === 'enabled') {
    const isAnswered = idsOf(messages.at(-1)?.content).length > 0;
    if (isAnswered && !isThinking(messages.at(-2)?.content[0])) faults.push('the open turn begins without thinking');
    if ((thinking.budget_tokens ?? 0) >= max_tokens) faults.push('the budget is not less than max_tokens');
  }
  return faults;
};
