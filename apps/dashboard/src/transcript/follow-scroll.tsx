import { Button, Icon } from '@signalbox/ui';
import { ArrowDown } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';

import { useKeys } from '../keyboard/use-keys.ts';

/** How near to its end the text counts as being read at the end. */
const nearPx = 48;

interface FollowScrollProps {
  readonly label: string;
  /** Whether more is coming: then a way back to the end is offered. */
  readonly isLive: boolean;
  /** Where it stands at first; at its end unless told otherwise. */
  readonly startsAt?: 'start' | 'end';
  readonly children: ReactNode;
}

const useFollowing = (startsAtEnd: boolean) => {
  const region = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(startsAtEnd);
  const lastTop = useRef(0);
  const [isAway, setIsAway] = useState(!startsAtEnd);

  useEffect(() => {
    const [outer, inner] = [region.current, content.current];
    if (!outer || !inner) return undefined;
    const observer = new ResizeObserver(() => {
      if (isFollowing.current) outer.scrollTop = outer.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(outer);
    return () => observer.disconnect();
  }, []);

  const onScroll = (): void => {
    const outer = region.current;
    if (!outer) return;
    const isUpward = outer.scrollTop < lastTop.current;
    lastTop.current = outer.scrollTop;
    // growth below the end is no scrolling: only who goes up stops following
    const isNear = outer.scrollHeight - outer.scrollTop - outer.clientHeight < nearPx;
    if (isNear) isFollowing.current = true;
    else if (isUpward) isFollowing.current = false;
    setIsAway(!isFollowing.current);
  };
  const jump = (): void => {
    const outer = region.current;
    if (outer) outer.scrollTop = outer.scrollHeight;
  };
  return { region, content, isAway, onScroll, jump };
};

/** A scrolling region that stays at its end while it grows, until the reader scrolls up. */
export const FollowScroll = ({ label, isLive, startsAt = 'end', children }: FollowScrollProps) => {
  const { region, content, isAway, onScroll, jump } = useFollowing(startsAt === 'end');
  useKeys(isLive ? { f: { label: 'Follow', run: jump } } : {});
  return (
    <div className="relative min-h-0 flex-1">
      {/* Reachable by keys, or nobody could scroll without a pointer. */}
      <div
        ref={region}
        role="region"
        aria-label={label}
        tabIndex={0}
        onScroll={onScroll}
        className="h-full overflow-y-auto outline-offset-[-2px]"
      >
        <div ref={content}>{children}</div>
      </div>
      {isAway && isLive && (
        <Button onClick={jump} className="bg-raised shadow-raised absolute bottom-3 left-1/2 -translate-x-1/2">
          <Icon of={ArrowDown} />
          Jump to live
        </Button>
      )}
    </div>
  );
};
