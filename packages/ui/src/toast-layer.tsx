import { Toast } from '@base-ui/react/toast';
import { useEffect } from 'react';

import { ToastCard } from './toast-card.tsx';
import { toastQueue, type ToastContent } from './toast.ts';

const shortMs = 5000;
const longMs = 10_000;

const Toasts = () => {
  const { toasts, add } = Toast.useToastManager<ToastContent>();
  useEffect(() => {
    const show = (): void => {
      for (const content of toastQueue.takeAll()) {
        const isLong = content.tone === 'danger' || content.action !== undefined;
        add({ data: content, timeout: isLong ? longMs : shortMs });
      }
    };
    show();
    return toastQueue.subscribe(show);
  }, [add]);
  return (
    <Toast.Portal>
      <Toast.Viewport
        render={<section />}
        aria-label="Messages"
        className="pointer-events-none fixed right-4 bottom-4 z-60 w-[min(380px,calc(100vw-32px))] outline-none"
      >
        <ul className="flex flex-col gap-2">
          {toasts
            .filter(({ limited }) => !limited)
            .toReversed()
            .map((toast) => (
              <ToastCard key={toast.id} toast={toast} />
            ))}
        </ul>
      </Toast.Viewport>
    </Toast.Portal>
  );
};

/** The corner in which toasts show; they stay while it is under the pointer or has the focus. */
export const ToastLayer = () => (
  <Toast.Provider limit={3}>
    <Toasts />
  </Toast.Provider>
);
