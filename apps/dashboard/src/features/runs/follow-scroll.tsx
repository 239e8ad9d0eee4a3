import { ArrowDown } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';

import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** How near to its end the text counts as being read at the end. */
const nearPx = 48;

interface FollowScrollProps {
  readonly label: string;
  /** Whether more is coming: then a way back to the end is offered. */
  readonly isLive: boolean;
  readonly children: ReactNode;
}

/** A scrolling region that stays at its end while it grows, until the reader scrolls up. */
export const FollowScroll = ({ label, isLive, children }: FollowScrollProps) => {
  const region = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const [isAway, setIsAway] = useState(false);

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
    isFollowing.current = outer.scrollHeight - outer.scrollTop - outer.clientHeight < nearPx;
    setIsAway(!isFollowing.current);
  };
  const jump = (): void => {
    const outer = region.current;
    if (outer) outer.scrollTop = outer.scrollHeight;
  };
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
        <Button onClick={jump} className="bg-raised absolute bottom-3 left-1/2 -translate-x-1/2 shadow-md">
          <Icon of={ArrowDown} />
          Jump to live
        </Button>
      )}
    </div>
  );
};
