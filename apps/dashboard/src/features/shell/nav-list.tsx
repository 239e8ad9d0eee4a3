import { cn, CountBadge, Icon } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { pages, type ShellPage } from './pages.ts';

interface NavListProps {
  /** How many questions wait. */
  readonly waiting: number;
  /** Icons alone. */
  readonly isFolded?: boolean;
  readonly onOpen?: () => void;
}

const rowLook =
  'group text-text-muted hover:bg-hover hover:text-text rounded-control data-[status=active]:bg-selected data-[status=active]:text-text relative flex h-8 items-center gap-2 px-2 font-medium transition-colors duration-[120ms] pointer-coarse:h-11';

const NavLink = ({ page, waiting, isFolded = false, onOpen }: NavListProps & { readonly page: ShellPage }) => {
  const isWaiting = page.to === '/inbox' && waiting > 0;
  return (
    <Link
      to={page.to}
      // A conversation of its own is begun by its own link.
      params={{ conversationId: undefined }}
      activeOptions={{ exact: page.to === '/', includeSearch: false }}
      {...(isFolded && { title: page.label })}
      {...(onOpen && { onClick: onOpen })}
      className={cn(rowLook, isFolded && 'justify-center px-0')}
    >
      <Icon of={page.icon} />
      <span className={cn('min-w-0 flex-1 truncate', isFolded && 'sr-only')}>{page.label}</span>
      {isWaiting && (
        <span className={cn(isFolded && 'absolute -top-0.5 right-0')}>
          <CountBadge count={waiting} tone="warning" />
          <span className="sr-only"> waiting</span>
        </span>
      )}
    </Link>
  );
};

/** The pages of the product. */
export const NavList = (props: NavListProps) => (
  <nav aria-label="Pages" className="p-2">
    <ul className="flex flex-col gap-0.5">
      {pages.map((page) => (
        <li key={page.to}>
          <NavLink {...props} page={page} />
        </li>
      ))}
    </ul>
  </nav>
);
