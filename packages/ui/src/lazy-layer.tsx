import { useEffect, useState, type ComponentType, type HTMLAttributes, type ReactNode } from 'react';

/** A part of the page whose code comes when it is wanted first. */
export interface LazyLayer<Props extends object> {
  /** Begins to fetch the code, once; a failed fetch may be tried again. */
  readonly prepare: () => void;
  /** The part itself; `fallback` shows until its code has come. A failed fetch goes to the error boundary. */
  readonly Layer: ComponentType<Props & { readonly fallback?: ReactNode }>;
}

/**
 * Keeps the code of a layer out of the first load. Unlike `React.lazy` it draws at once what has already come: a
 * fallback, even an empty one, would hold the layer back for React's 300 ms between two reveals.
 */
export const createLazyLayer = <Props extends object>(load: () => Promise<ComponentType<Props>>): LazyLayer<Props> => {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;
  const fetchOnce = (): Promise<ComponentType<Props>> => {
    loading ??= load().then(
      (Part) => (loaded = Part),
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  const Layer = (props: Props & { readonly fallback?: ReactNode }) => {
    const [part, setPart] = useState(() => ({ of: loaded }));
    const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
    useEffect(() => {
      if (part.of) return;
      let isGone = false;
      fetchOnce().then(
        (of) => !isGone && setPart({ of }),
        (error: unknown) => !isGone && setFailure({ error }),
      );
      return () => {
        isGone = true;
      };
    }, [part]);
    if (failure) throw failure.error;
    const Part = part.of;
    return Part ? <Part {...props} /> : props.fallback;
  };
  // What could not be fetched now is fetched, and its failure shown, when the layer opens.
  return { prepare: () => void fetchOnce().catch(() => null), Layer };
};

type Intent = Pick<HTMLAttributes<HTMLElement>, 'onPointerEnter' | 'onFocus'>;

/** The handlers of a trigger that prepare its layer when a pointer or the focus comes to it. */
export const toIntent = (own: Intent, prepare: () => void): Intent => ({
  onPointerEnter: (event) => {
    own.onPointerEnter?.(event);
    prepare();
  },
  onFocus: (event) => {
    own.onFocus?.(event);
    prepare();
  },
});
