import { Toast, type ToastObject } from '@base-ui/react/toast';
import { CircleCheck, CircleX, X } from 'lucide-react';

import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import type { ToastContent } from './toast.ts';

const ToneIcon = ({ tone }: Pick<ToastContent, 'tone'>) => {
  if (tone === 'success') return <Icon of={CircleCheck} className="text-success mt-1 pointer-coarse:mt-3.5" />;
  return tone === 'danger' && <Icon of={CircleX} className="text-danger mt-1 pointer-coarse:mt-3.5" />;
};

/** One toast. */
export const ToastCard = ({ toast }: { readonly toast: ToastObject<ToastContent> }) => {
  const { title = '', body, tone, action } = toast.data ?? {};
  return (
    <Toast.Root
      toast={toast}
      swipeDirection="right"
      render={<li />}
      role="listitem"
      aria-modal={undefined}
      className="bg-raised text-text border-border shadow-raised rounded-card pointer-events-auto flex w-full translate-x-(--toast-swipe-movement-x) items-start gap-2 border py-2 pr-2 pl-3 opacity-100 transition-opacity duration-[180ms] data-starting-style:opacity-0"
    >
      <ToneIcon tone={tone} />
      <div className="min-w-0 flex-1 py-1 pointer-coarse:py-3" role={tone === 'danger' ? 'alert' : undefined}>
        <Toast.Title render={<p />} className="font-medium break-words">
          {title}
        </Toast.Title>
        {body !== undefined && <Toast.Description className="text-text-muted break-words">{body}</Toast.Description>}
      </div>
      {action && (
        <Toast.Close render={<Button size="small" />} aria-hidden={undefined} onClick={action.onSelect}>
          {action.label}
        </Toast.Close>
      )}
      <Toast.Close
        render={<Button kind="quiet" size="small" isSquare />}
        aria-label="Close message"
        aria-hidden={undefined}
      >
        <Icon of={X} size={14} />
      </Toast.Close>
    </Toast.Root>
  );
};
