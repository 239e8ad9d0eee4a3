import type { AgentSpec, ErrorIssue } from '@signalbox/contracts';
import type { Fault } from '@signalbox/ui';

/** A saved definition under its number. */
export interface NumberedSpec {
  readonly number: number;
  readonly spec: AgentSpec;
}

/** An agent's definition while it is being written. */
export interface Definition {
  /** Id of the agent. */
  readonly agentId: string;
  readonly spec: AgentSpec;
  /** The version that it began from. */
  readonly base: NumberedSpec;
  /** It differs from that version. */
  readonly isChanged: boolean;
  /** The changes are stored as the member's draft. */
  readonly isKept: boolean;
  /** Why they could not be stored; null when they could. */
  readonly keepFault: Fault | null;
  /** What the server found wrong and nobody has changed since. */
  readonly issues: readonly ErrorIssue[];
  /** Some field holds text that can't be read, and is not in `spec`. */
  readonly isUnreadable: boolean;
  /** Why this member may not change it; null when he may. */
  readonly refusal: string | null;
  readonly change: (change: Partial<AgentSpec>) => void;
  /** Goes on from another version, with its definition or the given one. */
  readonly begin: (base: NumberedSpec, spec?: AgentSpec) => void;
  readonly setUnreadable: (place: string, isUnreadable: boolean) => void;
  /** Takes up what a request with this definition was refused for. */
  readonly refuse: (error: unknown) => void;
}
