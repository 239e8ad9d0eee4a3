import { CircleCheck, CircleX, X } from 'lucide-react';
import { useEffect, useState } from 'react';

import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { toasts, type ShownToast } from './toast.ts';

const shortMs = 5000;
const longMs = 10_000;

const ToneIcon = ({ tone }: Pick<ShownToast, 'tone'>) => {
  if (tone === 'success') return <Icon of={CircleCheck} className="text-success mt-1 pointer-coarse:mt-3.5" />;
  return tone === 'danger' && <Icon of={CircleX} className="text-danger mt-1 pointer-coarse:mt-3.5" />;
};

/** One toast. It goes by itself, but not under the pointer or the focus. */
export const ToastCard = ({ toast }: { readonly toast: ShownToast }) => {
  const { id, title, body, tone, action } = toast;
  const [isOver, setIsOver] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const isHeld = isOver || hasFocus;
  const isLong = tone === 'danger' || action !== undefined;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => toasts.remove(id), isLong ? longMs : shortMs);
    return () => clearTimeout(timer);
  }, [id, isHeld, isLong]);
  return (
    <li
      onPointerEnter={() => setIsOver(true)}
      onPointerLeave={() => setIsOver(false)}
      onFocus={() => setHasFocus(true)}
      onBlur={() => setHasFocus(false)}
      className="bg-raised text-text border-border shadow-raised rounded-card pointer-events-auto flex w-full items-start gap-2 border py-2 pr-2 pl-3 opacity-100 transition-opacity duration-[180ms] starting:opacity-0"
    >
      <ToneIcon tone={tone} />
      <div className="min-w-0 flex-1 py-1 pointer-coarse:py-3" role={tone === 'danger' ? 'alert' : undefined}>
        <p className="font-medium break-words">{title}</p>
        {body !== undefined && <p className="text-text-muted break-words">{body}</p>}
      </div>
      {action && (
        <Button
          size="small"
          onClick={() => {
            toasts.remove(id);
            action.onSelect();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button kind="quiet" size="small" isSquare aria-label="Close message" onClick={() => toasts.remove(id)}>
        <Icon of={X} size={14} />
      </Button>
    </li>
  );
};
