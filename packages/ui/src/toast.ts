export interface ToastContent {
  readonly title: string;
  readonly body?: string | undefined;
  readonly tone?: 'neutral' | 'success' | 'danger' | undefined;
  readonly action?: { readonly label: string; readonly onSelect: () => void } | undefined;
}

type Listener = () => void;

const createToastQueue = () => {
  let waiting: readonly ToastContent[] = [];
  const listeners = new Set<Listener>();
  return {
    hasAny: (): boolean => waiting.length > 0,
    add: (content: ToastContent): void => {
      waiting = [...waiting, content];
      for (const listener of listeners) listener();
    },
    /** What came since the last time. */
    takeAll: (): readonly ToastContent[] => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    subscribe: (listener: Listener): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** What `toast` was told and `ToastProvider` does not show yet. */
export const toastQueue = createToastQueue();

/** Says in a corner what happened; three show at most, each for 5 s, or 10 s when it failed or offers something. */
export const toast = (content: ToastContent): void => toastQueue.add(content);
