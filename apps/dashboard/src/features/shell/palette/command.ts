import type { ReactNode } from 'react';

/** Something the palette can do or open. */
export interface Command {
  /** Unlike any other's. */
  readonly id: string;
  readonly icon: ReactNode;
  readonly label: string;
  /** Stands muted at its right. */
  readonly hint?: ReactNode;
  /** What else one may look for it by. */
  readonly words?: readonly string[];
  readonly run: () => void;
}
