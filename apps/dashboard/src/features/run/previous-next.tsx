import { Button, Icon } from '@signalbox/ui';
import { ChevronDown, ChevronUp } from 'lucide-react';

interface PreviousNextProps {
  /** What it goes through, as a noun: “step”. */
  readonly of: string;
  readonly keys: { readonly previous: string; readonly next: string };
  readonly onGo: (by: -1 | 1) => void;
}

/** Buttons for the one before and the one after, with the keys that do the same. */
export const PreviousNext = ({ of, keys, onGo }: PreviousNextProps) =>
  (
    [
      [-1, `Previous ${of}`, keys.previous, ChevronUp],
      [1, `Next ${of}`, keys.next, ChevronDown],
    ] as const
  ).map(([by, label, key, icon]) => (
    <Button
      key={by}
      kind="quiet"
      size="small"
      isSquare
      aria-label={label}
      title={`${label} (${key})`}
      onClick={() => onGo(by)}
    >
      <Icon of={icon} />
    </Button>
  ));
