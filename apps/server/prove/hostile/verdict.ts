/** How a case ended: what was wrong, nothing when it ended as expected, or why it can't be played yet. */
export type Verdict = { readonly faults: readonly string[] } | { readonly waits: string };

/** A fault unless the condition holds. */
export const expectThat = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);

/** The case has an input of a shape that this harness does not know: that is a fault of the harness. */
export const unknownShape = (input: unknown): Verdict => ({
  faults: [`nobody knows how to play ${JSON.stringify(input).slice(0, 200)}`],
});
