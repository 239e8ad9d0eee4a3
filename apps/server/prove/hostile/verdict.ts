/** How a case ended: what was wrong, nothing when it ended as expected. */
export interface Verdict {
  readonly faults: readonly string[];
}

/** A fault unless the condition holds. */
export const expectThat = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);

/** The case has an input of a shape that this harness does not know: that is a fault of the harness. */
export const unknownShape = (input: unknown): Verdict => ({
  faults: [`nobody knows how to play ${JSON.stringify(input).slice(0, 200)}`],
});
