/** The id of the call whose intent has this seq. */
export const toCallId = (runId: string, seq: number): string => `${runId}.${seq}`;
