import type { InboxItem } from '@signalbox/contracts';

/** A question that was shown on this visit. */
export interface HeldItem {
  readonly key: string;
  readonly item: InboxItem;
  /** Nobody has answered it yet, as far as the server said. */
  readonly isWaiting: boolean;
}

const toKey = ({ callId, requestSeq }: InboxItem): string => `${callId} ${requestSeq}`;

const isSame = (left: readonly HeldItem[], right: readonly HeldItem[]): boolean =>
  left.length === right.length &&
  left.every(({ item, isWaiting }, at) => item === right[at]?.item && isWaiting === right[at].isWaiting);

const byAge = ({ item: left }: HeldItem, { item: right }: HeldItem): number =>
  left.askedAt < right.askedAt ? -1 : Number(left.askedAt > right.askedAt);

/**
 * What an inbox shows, oldest first: all that waits now, and in their places the questions that were shown before and
 * wait no more. The same list when nothing changed.
 */
export const holdItems = (held: readonly HeldItem[], items: readonly InboxItem[]): readonly HeldItem[] => {
  const waiting = new Map(items.map((item) => [toKey(item), item]));
  const known = held.map(({ key, item }) => ({ key, item: waiting.get(key) ?? item, isWaiting: waiting.has(key) }));
  const knownKeys = new Set(held.map(({ key }) => key));
  const added = items
    .map((item) => ({ key: toKey(item), item, isWaiting: true }))
    .filter(({ key }) => !knownKeys.has(key));
  const next = [...known, ...added].toSorted(byAge);
  return isSame(held, next) ? held : next;
};
