import { useEffect, useState, type ReactNode } from 'react';

import { createLazyLayer } from './lazy-layer.tsx';
import { toastQueue } from './toast.ts';

const toastLayer = createLazyLayer<object>(async () => (await import('./toast-layer.tsx')).ToastLayer);

/** Shows toasts over its children; a page has one. */
export const ToastProvider = ({ children }: { readonly children?: ReactNode }) => {
  const [isNeeded, setIsNeeded] = useState(toastQueue.hasAny);
  useEffect(() => toastQueue.subscribe(() => setIsNeeded(true)), []);
  return (
    <>
      {children}
      {isNeeded && <toastLayer.Layer />}
    </>
  );
};
