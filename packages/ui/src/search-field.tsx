import { Search, X } from 'lucide-react';
import { useRef } from 'react';

import { cn } from './cn.ts';
import { fieldLook } from './field.tsx';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly placeholder?: string;
  readonly className?: string;
}

/** A line to search in; Escape empties it. It is marked `data-search`, for the page's own `/` to go to. */
export const SearchField = (props: SearchFieldProps) => {
  const { label, value, onChange, placeholder = label, className } = props;
  const input = useRef<HTMLInputElement>(null);
  const clear = (): void => {
    onChange('');
    input.current?.focus();
  };
  return (
    <div role="search" className={cn('relative min-w-0', className)}>
      <Icon of={Search} size={14} className="text-text-muted pointer-events-none absolute inset-y-0 left-2.5 my-auto" />
      <input
        ref={input}
        type="text"
        aria-label={label}
        data-search
        aria-keyshortcuts="/"
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          // The first Escape empties the line, the next one is for what is around it.
          event.preventDefault();
          event.stopPropagation();
          onChange('');
        }}
        className={cn(fieldLook, 'peer h-8 pr-8 pl-8 pointer-coarse:h-11')}
      />
      {value === '' ? (
        <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center peer-focus:hidden pointer-coarse:hidden">
          <Kbd keys="/" />
        </span>
      ) : (
        <button
          type="button"
          aria-label="Clear search"
          onClick={clear}
          className="text-text-muted hover:text-text rounded-badge absolute inset-y-0 right-1 my-auto flex size-6 items-center justify-center pointer-coarse:right-0 pointer-coarse:size-11"
        >
          <Icon of={X} size={14} />
        </button>
      )}
    </div>
  );
};
