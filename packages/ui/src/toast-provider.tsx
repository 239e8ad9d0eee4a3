import { useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';

import { ToastCard } from './toast-card.tsx';
import { toasts } from './toast.ts';

/** Shows toasts over its children; a page has one. */
export const ToastProvider = ({ children }: { readonly children?: ReactNode }) => {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.list);
  const region = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = region.current;
    if (!element) return;
    // It stays shown, as screen readers listen to visible regions only, and moves over a dialog that came since.
    const isUnderDialog = shown.length > 0 && document.querySelector('dialog:modal') !== null;
    if (isUnderDialog && element.matches(':popover-open')) element.hidePopover();
    if (!element.matches(':popover-open')) element.showPopover();
  }, [shown]);
  return (
    <>
      {children}
      <section
        ref={region}
        popover="manual"
        aria-label="Messages"
        aria-live="polite"
        className="pointer-events-none fixed inset-auto right-4 bottom-4 w-[min(380px,calc(100vw-32px))] overflow-visible bg-transparent"
      >
        <ul className="flex flex-col gap-2">
          {shown.map((toast) => (
            <ToastCard key={toast.id} toast={toast} />
          ))}
        </ul>
      </section>
    </>
  );
};
