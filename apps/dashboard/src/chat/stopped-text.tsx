import { toBlockText, type RunEvent } from '@signalbox/contracts';
import { Mark } from '@signalbox/ui';

/** What the model had written of an answer when its run was stopped; nothing when it had written none. */
export const StoppedText = ({ events }: { readonly events: readonly RunEvent[] }) => {
  const discard = events.findLast((event) => event.type === 'model-call-discard');
  if (discard?.payload.reason !== 'cancelled') return null;
  const text = toBlockText(discard.payload.blocks ?? [], 'text');
  if (text === '') return null;
  return (
    <div data-stopped className="@container">
      <div className="grid grid-cols-[28px_minmax(0,1fr)] @lg:grid-cols-[28px_minmax(0,1fr)_60px]">
        <span className="pt-2.5">
          <Mark size={20} arm="level" />
        </span>
        <div className="flex max-w-[85%] flex-col items-start gap-1">
          <p className="rounded-bubble rounded-bl-badge bg-neutral-tint text-prose px-3.5 py-2.5 break-words whitespace-pre-wrap">
            {text}
          </p>
          <p className="text-meta text-text-muted px-1">Stopped here, not finished</p>
        </div>
      </div>
    </div>
  );
};
