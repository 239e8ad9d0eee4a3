import {
  Activity,
  Bot,
  ChartLine,
  FlaskConical,
  Gauge,
  Inbox,
  ListTree,
  Settings,
  Wrench,
  type LucideIcon,
} from 'lucide-react';

/** A page of the navigation. */
export interface ShellPage {
  readonly to:
    | '/'
    | '/playground/{-$conversationId}'
    | '/agents'
    | '/runs'
    | '/activity'
    | '/inbox'
    | '/tools'
    | '/analytics'
    | '/settings';
  readonly label: string;
  readonly icon: LucideIcon;
  /** Goes there after `g`. */
  readonly letter: string;
  /** What else one may call it. */
  readonly words: string;
}

/** The pages in the order of the navigation. */
export const pages: readonly ShellPage[] = [
  { to: '/', label: 'Overview', icon: Gauge, letter: 'o', words: 'home start figures cost' },
  {
    to: '/playground/{-$conversationId}',
    label: 'Playground',
    icon: FlaskConical,
    letter: 'p',
    words: 'ask chat conversation try',
  },
  { to: '/agents', label: 'Agents', icon: Bot, letter: 'a', words: 'assistants versions instructions models' },
  { to: '/runs', label: 'Runs', icon: ListTree, letter: 'r', words: 'history log failed' },
  { to: '/activity', label: 'Activity', icon: Activity, letter: 'y', words: 'feed who when project why' },
  { to: '/inbox', label: 'Inbox', icon: Inbox, letter: 'i', words: 'approvals waiting decide' },
  { to: '/tools', label: 'Tools', icon: Wrench, letter: 't', words: 'functions calls try' },
  { to: '/analytics', label: 'Analytics', icon: ChartLine, letter: 'n', words: 'figures cost tokens charts spend' },
  {
    to: '/settings',
    label: 'Settings',
    icon: Settings,
    letter: 's',
    words: 'profile theme keys sessions account models providers api',
  },
];
