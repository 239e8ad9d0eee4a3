import type { RunDelta } from '@signalbox/contracts';

/** A message of the event bus may have 7,000 bytes, once more escaped as the text within JSON that it is on the way. */
const maxMessageBytes = 6900;
/** Of one unit, at the worst: a control character, escaped twice. */
const maxBytesPerUnit = 7;
/** Room for everything but the text, whose longest part is a tool's name. */
const headBytes = 700;

const toHalf = (text: string): number => {
  const half = Math.floor(text.length / 2);
  return /[\uDC00-\uDFFF]/.test(text.charAt(half)) ? half + 1 : half;
};

/** The delta as messages that the event bus takes: one, or several where its text takes many bytes. */
export const splitRunDelta = (delta: RunDelta): string[] => {
  const message = JSON.stringify(delta);
  if (delta.type === 'tool-progress') return [message];
  const { text, offset } = delta;
  if (text.length * maxBytesPerUnit + headBytes <= maxMessageBytes) return [message];
  if (Buffer.byteLength(JSON.stringify(message)) <= maxMessageBytes) return [message];
  const half = toHalf(text);
  return [
    ...splitRunDelta({ ...delta, text: text.slice(0, half) }),
    ...splitRunDelta({ ...delta, text: text.slice(half), offset: offset + half }),
  ];
};
