import { clsx, type ClassValue } from 'clsx';

/** The class names that hold, joined; two of them that contradict each other are not sorted out. */
export const cn = (...names: ClassValue[]): string => clsx(names);
