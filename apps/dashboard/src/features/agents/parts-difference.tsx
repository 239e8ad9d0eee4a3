import { cn } from '@signalbox/ui';

import { formatNoun } from '../../formats/format-count.ts';
import type { DiffLine } from './diff-lines.ts';
import { diffParts } from './diff-parts.ts';
import { foldSameLines } from './fold-same-lines.ts';
import type { PrintedPart } from './print-spec.ts';

interface PartsDifferenceProps {
  readonly before: readonly PrintedPart[];
  readonly after: readonly PrintedPart[];
}

const looks = {
  same: { sign: ' ', look: 'text-text-muted', word: '' },
  added: { sign: '+', look: 'text-success-text', word: 'Added: ' },
  removed: { sign: '−', look: 'text-danger-text', word: 'Removed: ' },
} as const;

const Line = ({ line: { kind, text } }: { readonly line: DiffLine }) => {
  const { sign, look, word } = looks[kind];
  return (
    <div className={cn('grid grid-cols-[1.5em_minmax(0,1fr)]', look)}>
      <span aria-hidden>{sign}</span>
      <span className="break-words whitespace-pre-wrap">
        <span className="sr-only">{word}</span>
        {text}
      </span>
    </div>
  );
};

/** What one version has differently from another: the parts by name, their lines one by one. */
export const PartsDifference = ({ before, after }: PartsDifferenceProps) => {
  const changes = diffParts(before, after);
  if (changes.length === 0) return <p className="text-text-muted">Both are the same.</p>;
  return (
    <div className="flex flex-col gap-3">
      {changes.map(({ label, lines }) => (
        <section key={label} className="flex flex-col gap-1">
          <h3 className="font-medium">{label}</h3>
          <div className="rounded-control bg-sunken text-code px-3 py-2 font-mono">
            {foldSameLines(lines).map((piece, at) =>
              piece.kind === 'left-out' ? (
                <div key={at} className="text-text-muted py-0.5">
                  … {formatNoun(piece.count, 'line')} the same
                </div>
              ) : (
                <Line key={at} line={piece} />
              ),
            )}
          </div>
        </section>
      ))}
    </div>
  );
};
