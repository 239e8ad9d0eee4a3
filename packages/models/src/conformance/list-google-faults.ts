import { z } from 'zod';

import { toShapeFaults } from './to-shape-faults.ts';

const signature = { thoughtSignature: z.string().min(1).exactOptional() };
const id = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const Part = z.union([
  z.strictObject({ text: z.string(), thought: z.literal(true).exactOptional(), ...signature }),
  z.strictObject({
    functionCall: z.strictObject({ id, name: z.string().min(1), args: z.record(z.string(), z.unknown()) }),
    ...signature,
  }),
  z.strictObject({
    functionResponse: z.strictObject({ id, name: z.string().min(1), response: z.record(z.string(), z.unknown()) }),
  }),
]);
type Part = z.infer<typeof Part>;

const Content = z.strictObject({ role: z.enum(['user', 'model']), parts: z.array(Part).min(1) });
const Body = z.object({
  contents: z.array(Content).min(1),
  tools: z.array(z.unknown()).exactOptional(),
  generationConfig: z.object({ responseMimeType: z.string().exactOptional() }).exactOptional(),
});

const namesOf = (parts: readonly Part[] = []): string[] =>
  parts.flatMap((part) => {
    if ('functionCall' in part) return [`${part.functionCall.id} ${part.functionCall.name}`];
    return 'functionResponse' in part ? [`${part.functionResponse.id} ${part.functionResponse.name}`] : [];
  });

const isBlank = (part: Part): boolean => 'text' in part && part.text === '' && part.thoughtSignature === undefined;

/** What the Gemini API would refuse in a request to a model of the third generation, by its documented rules. */
export const listGoogleFaults = (request: unknown): string[] => {
  const parsed = Body.safeParse(request);
  if (!parsed.success) return toShapeFaults(parsed.error);
  const { contents } = parsed.data;
  const faults = contents.flatMap(({ role, parts }, index) => {
    const found: string[] = [];
    const first = parts.find((part) => 'functionCall' in part);
    const isCalling = role === 'model' && first !== undefined;
    const next = contents[index + 1];
    if (parts.some(isBlank)) found.push(`content ${index} has an empty part`);
    if (role === 'user' && first) found.push(`content ${index} of the user has a call`);
    if (isCalling && first.thoughtSignature === undefined) found.push(`the first call of content ${index} is unsigned`);
    if (isCalling && contents[index - 1]?.role !== 'user') found.push(`the calls of content ${index} follow no user`);
    if (isCalling && (next?.role !== 'user' || namesOf(next.parts).join() !== namesOf(parts).join())) {
      found.push(`the calls of content ${index} are not answered one by one`);
    }
    const isAnswer = role === 'user' && namesOf(parts).length > 0;
    if (isAnswer && namesOf(contents[index - 1]?.parts).length === 0) found.push(`content ${index} answers no call`);
    return found;
  });
  if (contents[0]?.role !== 'user') faults.push('the first content is not the user’s');
  return faults;
};
