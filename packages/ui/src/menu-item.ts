import type { LucideIcon } from 'lucide-react';
import type { HTMLAttributes, ReactElement, ReactNode } from 'react';

/** One thing to do in a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  /** Stands at its right: a key, a figure. */
  readonly hint?: ReactNode;
  readonly onSelect?: (() => void) | undefined;
  /** An address to load; for a move inside the page give `render` instead. */
  readonly href?: string | undefined;
  /** The link it is drawn as, for example `<Link to="/runs" />`. */
  readonly render?: ReactElement<HTMLAttributes<HTMLElement>> | undefined;
  readonly isDanger?: boolean | undefined;
  /** Why it cannot be done; it stays reachable and says so. */
  readonly disabledReason?: string | null | undefined;
}

export type MenuEntry = MenuItem | 'separator';
