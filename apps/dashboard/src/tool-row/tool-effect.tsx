import type { Tool } from '@signalbox/contracts';
import { Badge, EffectBadge } from '@signalbox/ui';

/** What a tool does to the world; `varies` when the arguments decide. */
export const ToolEffect = ({ effect }: Pick<Tool, 'effect'>) =>
  effect === 'varies' ? (
    <span title="The arguments decide what it changes." className="inline-flex align-middle">
      <Badge>varies</Badge>
    </span>
  ) : (
    <EffectBadge effect={effect} />
  );
