import { z } from 'zod';

import { toShapeFaults } from './to-shape-faults.ts';

/** What every server takes, Mistral’s included. */
const callId = z.string().regex(/^[a-zA-Z0-9]{9}$/);
const Call = z.strictObject({
  id: callId,
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().min(1), arguments: z.string() }),
  extra_content: z.record(z.string(), z.unknown()).exactOptional(),
});
const Message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string().min(1) }),
  z.strictObject({ role: z.literal('user'), content: z.string().min(1) }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string().min(1).nullable(),
    tool_calls: z.array(Call).min(1).exactOptional(),
    reasoning_content: z.string().exactOptional(),
    reasoning: z.string().exactOptional(),
  }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: callId, content: z.string().min(1) }),
]);
type Message = z.infer<typeof Message>;
const Body = z.object({ model: z.string().min(1), messages: z.array(Message).min(1) });

const listOrderFaults = (messages: readonly Message[]): string[] => {
  const faults: string[] = [];
  let open: string[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.includes(message.tool_call_id)) faults.push(`message ${index} answers no call before it`);
      open = open.filter((id) => id !== message.tool_call_id);
      continue;
    }
    if (open.length > 0) faults.push(`message ${index} comes before the calls are answered`);
    open = [];
    if (message.role === 'system' && index > 0) faults.push('the system’s message is not the first');
    const before = messages[index - 1]?.role;
    if (message.role === 'user' && (before === 'user' || before === 'tool'))
      faults.push(`message ${index} is out of turn`);
    if (message.role !== 'assistant') continue;
    if (message.content === null && !message.tool_calls) faults.push(`message ${index} says nothing`);
    open = message.tool_calls?.map(({ id }) => id) ?? [];
  }
  if (open.length > 0) faults.push('the last calls are not answered');
  return faults;
};

/** What a strict server of Chat Completions would refuse in a request. */
export const listOpenaiCompatibleFaults = (request: unknown): string[] => {
  const parsed = Body.safeParse(request);
  return parsed.success ? listOrderFaults(parsed.data.messages) : toShapeFaults(parsed.error);
};
