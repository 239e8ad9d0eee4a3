import type { ComponentProps, MouseEvent, ReactNode } from 'react';

import { cn } from './cn.ts';
import { isTyping } from './is-typing.ts';
import { Tooltip } from './tooltip.tsx';

interface TableProps extends ComponentProps<'table'> {
  /** What it lists, for screen readers. */
  readonly label?: string;
}

interface HeadCellProps extends Omit<ComponentProps<'th'>, 'scope'> {
  readonly isNumeric?: boolean;
}

interface RowProps extends ComponentProps<'tr'> {
  readonly isSelected?: boolean;
  /** A press on the row, or Enter on it; its links, buttons and fields keep theirs. */
  readonly onOpen?: (() => void) | undefined;
}

interface CellProps extends ComponentProps<'td'> {
  readonly isNumeric?: boolean;
  readonly isMono?: boolean;
  /** One line, cut at its end, the whole text in a tooltip; give the column a width or `w-full`. */
  readonly isCut?: boolean;
}

const controls = 'a, button, input, label, select, textarea, [role=menuitem]';

const isOnControl = ({ target, currentTarget }: MouseEvent): boolean =>
  target instanceof Element && (!currentTarget.contains(target) || target.closest(controls) !== null);

/** Rows in columns; it scrolls sideways in its own frame when it must. */
export const Table = ({ label, className, ...rest }: TableProps) => (
  <table aria-label={label} className={cn('text-body w-full border-separate border-spacing-0', className)} {...rest} />
);

/** The head of a table, 32 high, which stays in sight. */
export const TableHead = ({ className, children, ...rest }: ComponentProps<'thead'>) => (
  <thead className={cn('bg-surface sticky top-0 z-10', className)} {...rest}>
    <tr>{children}</tr>
  </thead>
);

/** The name of a column. */
export const HeadCell = ({ isNumeric = false, className, ...rest }: HeadCellProps) => (
  <th
    scope="col"
    className={cn(
      'border-border text-meta text-text-muted h-8 border-b px-2 font-medium whitespace-nowrap first:pl-4 last:pr-4',
      isNumeric ? 'text-right' : 'text-left',
      className,
    )}
    {...rest}
  />
);

/** The rows of a table. */
export const TableBody = (props: ComponentProps<'tbody'>) => <tbody {...props} />;

/** A row, 36 high; with `onOpen` it takes the focus. */
export const Row = ({ isSelected = false, onOpen, className, ...rest }: RowProps) => (
  <tr
    tabIndex={onOpen && 0}
    data-selected={isSelected || undefined}
    aria-current={isSelected || undefined}
    onClick={(event) => {
      const hasSelection = window.getSelection()?.isCollapsed === false;
      if (onOpen && !hasSelection && !isOnControl(event)) onOpen();
    }}
    onKeyDown={(event) => {
      if (event.key === 'Enter' && event.target === event.currentTarget && !isTyping(event.target)) onOpen?.();
    }}
    className={cn(
      'group/row -outline-offset-2 last:[&>td]:border-b-0',
      isSelected ? 'bg-selected' : 'hover:bg-hover',
      onOpen && 'cursor-pointer',
      className,
    )}
    {...rest}
  />
);

const toContent = (isCut: boolean, children: ReactNode): ReactNode => {
  if (!isCut) return children;
  const text = typeof children === 'string' ? children : null;
  const cut = <span className="block truncate">{children}</span>;
  return text === null ? (
    cut
  ) : (
    <Tooltip text={text} isForCut>
      {cut}
    </Tooltip>
  );
};

/** A value of a row. */
export const Cell = ({ isNumeric = false, isMono = false, isCut = false, className, children, ...rest }: CellProps) => (
  <td
    className={cn(
      'border-border h-9 border-b px-2 whitespace-nowrap first:pl-4 last:pr-4 pointer-coarse:h-11',
      isNumeric && 'text-right tabular-nums',
      isMono && 'text-code font-mono',
      isCut && 'max-w-0',
      className,
    )}
    {...rest}
  >
    {toContent(isCut, children)}
  </td>
);
