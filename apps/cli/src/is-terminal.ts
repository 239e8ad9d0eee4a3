/** Whether a person reads along: lines may be written over there. */
export const isTerminal = (stream: NodeJS.ReadableStream | NodeJS.WritableStream): boolean =>
  'isTTY' in stream && stream.isTTY === true;
