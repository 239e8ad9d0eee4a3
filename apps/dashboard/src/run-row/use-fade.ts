import { useEffect, useRef, type RefObject } from 'react';

const fadeMs = 600;

/** Lets an element fade from the accent's tint whenever the value became another; still under reduced motion. */
export const useFade = <Target extends HTMLElement>(value: unknown): RefObject<Target | null> => {
  const element = useRef<Target>(null);
  const known = useRef(value);
  useEffect(() => {
    if (known.current === value) return;
    known.current = value;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    element.current?.animate([{ backgroundColor: 'var(--accent-tint)' }, {}], { duration: fadeMs, easing: 'ease-out' });
  }, [value]);
  return element;
};
