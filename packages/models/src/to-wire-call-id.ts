import { hash } from 'node:crypto';

const length = 9;
const radix = 36;

/**
 * Our call id as every vendor takes it: nine lower-case letters and digits, which is all that Mistral allows. The same
 * id gives the same text, and two ids of one conversation differ but for a chance of one in 10^14.
 */
export const toWireCallId = (callId: string): string => {
  // 48 bits: exact as a number
  const number = hash('sha256', callId, 'buffer').readUIntBE(0, 6);
  return (number % radix ** length).toString(radix).padStart(length, '0');
};
