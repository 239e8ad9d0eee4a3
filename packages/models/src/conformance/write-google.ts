import type { WireAnswer, WireFrames } from './wire-answer.ts';

const frame = (candidate: object, rest: object = {}): string =>
  `data: ${JSON.stringify({ candidates: [{ ...candidate, index: 0 }], ...rest, modelVersion: 'test-1', responseId: 'r_1' })}\r\n\r\n`;

const says = (part: object): string => frame({ content: { role: 'model', parts: [part] } });

/** An answer in the format of the Gemini API: calls come whole, and the first is signed with the state of the thought. */
export const writeGoogle = ({ thought, text = [], calls = [], finish, hasUsage = true }: WireAnswer): WireFrames => {
  const toCall = ({ id, tool, pieces }: (typeof calls)[number], index: number): string => {
    const args: unknown = JSON.parse(pieces.join(''));
    return says({
      functionCall: { ...(id !== null && { id }), name: tool, args },
      ...(thought && index === 0 && { thoughtSignature: thought.state }),
    });
  };
  const usage = { usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 7, totalTokenCount: 17 } };
  return {
    head: [],
    body: [
      ...(thought ? [says({ text: thought.text, thought: true })] : []),
      ...text.map((piece) => says({ text: piece })),
      ...calls.map(toCall),
    ],
    tail: [frame({ finishReason: finish ?? 'STOP' }, hasUsage ? usage : {})],
  };
};
