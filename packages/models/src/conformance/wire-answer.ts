/** A tool call as a vendor's wire carries it. */
export interface WireCall {
  /** Null: the server leaves it out. */
  readonly id: string | null;
  readonly tool: string;
  /** The text of the arguments, in the pieces it comes in. */
  readonly pieces: readonly string[];
}

/** An answer to be written in a vendor's wire format. */
export interface WireAnswer {
  readonly thought?: { readonly text: string; readonly state: string };
  readonly text?: readonly string[];
  readonly calls?: readonly WireCall[];
  /** In the vendor's words; the one that fits unless said. */
  readonly finish?: string;
  /** Whether the server counts tokens; it does unless said. */
  readonly hasUsage?: boolean;
}

/** An answer as frames of a stream; without the tail it is cut off. */
export interface WireFrames {
  readonly head: readonly string[];
  readonly body: readonly string[];
  readonly tail: readonly string[];
}

export const toWireText = ({ head, body, tail }: WireFrames): string => [...head, ...body, ...tail].join('');
