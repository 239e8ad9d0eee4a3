export interface ToastContent {
  readonly title: string;
  readonly body?: string | undefined;
  readonly tone?: 'neutral' | 'success' | 'danger' | undefined;
  readonly action?: { readonly label: string; readonly onSelect: () => void } | undefined;
}

export interface ShownToast extends ToastContent {
  readonly id: number;
}

const mostShown = 3;

/** The toasts of a page: what is shown, and who wants to hear of a change. */
export const createToastStore = () => {
  let lastId = 0;
  let shown: readonly ShownToast[] = [];
  const listeners = new Set<() => void>();
  const show = (next: readonly ShownToast[]): void => {
    shown = next;
    for (const listener of listeners) listener();
  };
  return {
    list: (): readonly ShownToast[] => shown,
    add: (content: ToastContent): void => {
      lastId += 1;
      show([...shown, { ...content, id: lastId }].slice(-mostShown));
    },
    remove: (id: number): void => show(shown.filter((toast) => toast.id !== id)),
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** The one list of toasts that `toast` writes and `ToastProvider` shows. */
export const toasts = createToastStore();

/** Says in a corner what happened; three show at most, each for 5 s, or 10 s when it failed or offers something. */
export const toast = (content: ToastContent): void => toasts.add(content);
