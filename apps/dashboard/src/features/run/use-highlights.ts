import { useEffect, type RefObject } from 'react';

const name = 'find-in-run';
/** More than can be seen at once. */
const mostRanges = 1000;

const listRanges = (root: HTMLElement, wanted: string): readonly Range[] => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const ranges: Range[] = [];
  for (let node = walker.nextNode(); node && ranges.length < mostRanges; node = walker.nextNode()) {
    const hay = node.nodeValue?.toLowerCase() ?? '';
    for (let at = hay.indexOf(wanted); at !== -1; at = hay.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  return ranges;
};

/** Moves a hit into sight that is deep in a long step. */
const showHit = (root: HTMLElement, range: Range): void => {
  const { top, bottom } = range.getBoundingClientRect();
  const view = root.getBoundingClientRect();
  if (top < view.top || bottom > view.bottom) range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
};

interface HighlightsOptions {
  readonly region: RefObject<HTMLElement | null>;
  readonly text: string;
  /** The step whose first hit is to be seen; another object asks again. */
  readonly reveal: { readonly seq: number; readonly isUnfolded?: boolean } | null;
}

/** Marks a text wherever it is drawn in the region, also in what is drawn later. */
export const useHighlights = ({ region, text, reveal }: HighlightsOptions): void => {
  const wanted = text.trim().toLowerCase();
  useEffect(() => {
    const root = region.current;
    if (!root || wanted === '' || !('highlights' in CSS)) return undefined;
    let frame: number | undefined;
    let isSought = reveal?.isUnfolded === true;
    const mark = (): void => {
      frame = undefined;
      const ranges = listRanges(root, wanted);
      CSS.highlights.set(name, new Highlight(...ranges));
      const step = isSought ? root.querySelector(`[data-seq="${reveal?.seq}"]`) : null;
      const first = step ? ranges.find((range) => step.contains(range.startContainer)) : undefined;
      if (!first) return;
      isSought = false;
      showHit(root, first);
    };
    const schedule = (): void => {
      frame ??= window.requestAnimationFrame(mark);
    };
    schedule();
    const observer = new MutationObserver(schedule);
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      if (frame !== undefined) window.cancelAnimationFrame(frame);
      CSS.highlights.delete(name);
    };
  }, [region, wanted, reveal]);
};
