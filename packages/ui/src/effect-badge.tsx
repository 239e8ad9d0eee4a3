import { Badge } from './badge.tsx';

export type ToolEffect = 'read' | 'idempotent' | 'write';

const meanings: Record<ToolEffect, string> = {
  read: 'It changes nothing.',
  idempotent: 'Doing it twice is the same as once.',
  write: 'Each call may change something.',
};

/** What a tool does to the world, in one word; nothing when that is not known. */
export const EffectBadge = ({ effect }: { readonly effect: ToolEffect | null }) =>
  effect !== null && (
    <span title={meanings[effect]} className="inline-flex align-middle">
      <Badge className={effect === 'write' ? 'text-text font-medium' : ''}>{effect}</Badge>
    </span>
  );
