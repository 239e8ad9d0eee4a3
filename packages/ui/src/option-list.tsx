import { Check } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';

import { cn } from './cn.ts';
import { FloatingLayer } from './floating-layer.tsx';
import { Icon } from './icon.tsx';
import type { GroupedOption, OptionGroup } from './to-option-groups.ts';

interface OptionListProps {
  readonly id: string;
  readonly label: string;
  /** The control that keeps the focus while the list is open. */
  readonly anchor: HTMLElement;
  readonly groups: readonly OptionGroup[];
  readonly value: string | null;
  /** The option the keys are at. */
  readonly active: string | null;
  readonly onActive: (value: string) => void;
  readonly onChoose: (value: string) => void;
  readonly onClose: () => void;
}

interface OptionRowProps extends Pick<OptionListProps, 'onActive' | 'onChoose'> {
  readonly id: string;
  readonly option: GroupedOption;
  readonly isChosen: boolean;
  readonly isActive: boolean;
}

/** The id of an option's row, for `aria-activedescendant`. */
export const toOptionId = (listId: string, value: string): string => `${listId}-${encodeURIComponent(value)}`;

const OptionRow = ({ id, option, isChosen, isActive, onActive, onChoose }: OptionRowProps) => {
  const row = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isChosen}
      onPointerMove={() => onActive(option.value)}
      onClick={() => onChoose(option.value)}
      className={cn(
        'rounded-control text-body flex min-h-7 cursor-default items-center gap-2 px-2 py-1 select-none pointer-coarse:min-h-11',
        isActive && 'bg-hover',
      )}
    >
      <span className="min-w-0 flex-1 truncate">{option.label}</span>
      {option.hint !== undefined && <span className="text-meta text-text-muted shrink-0">{option.hint}</span>}
      <Icon of={Check} size={14} className={cn('text-accent-text', !isChosen && 'invisible')} />
    </div>
  );
};

/** The open list of a control, which keeps the focus and has the keys. */
export const OptionList = (props: OptionListProps) => {
  const { id, label, anchor, groups, value, active, onActive, onChoose, onClose } = props;
  const toRow = (option: GroupedOption) => (
    <OptionRow
      key={option.value}
      id={toOptionId(id, option.value)}
      option={option}
      isChosen={option.value === value}
      isActive={option.value === active}
      onActive={onActive}
      onChoose={onChoose}
    />
  );
  return (
    <FloatingLayer
      id={id}
      role="listbox"
      aria-label={label}
      anchor={anchor}
      onPressOutside={onClose}
      onMouseDown={(event) => event.preventDefault()}
      style={{ minWidth: anchor.offsetWidth }}
      className="rounded-card max-w-[min(420px,calc(100vw-16px))] overscroll-contain p-1"
    >
      {groups.map(({ name, items }) =>
        name === '' ? (
          items.map(toRow)
        ) : (
          <div key={name} role="group" aria-label={name}>
            <div role="presentation" className="text-meta text-text-muted px-2 pt-2 pb-1 font-medium">
              {name}
            </div>
            {items.map(toRow)}
          </div>
        ),
      )}
    </FloatingLayer>
  );
};
