import { cn } from './cn.ts';

interface KbdProps {
  /** The keys with spaces between them; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: string;
  readonly className?: string;
}

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);

const toName = (key: string): string => {
  if (key !== 'mod') return key;
  return isMac() ? '⌘' : 'Ctrl';
};

/** The keys to press, as on a keyboard. */
export const Kbd = ({ keys, className }: KbdProps) => (
  <span className={cn('inline-flex items-center gap-0.5', className)}>
    {keys.split(' ').map((key, at) => (
      <kbd
        key={at}
        className="border-border bg-sunken rounded-badge text-caption text-text-muted inline-flex h-[18px] min-w-[18px] items-center justify-center border px-1 font-sans"
      >
        {toName(key)}
      </kbd>
    ))}
  </span>
);
