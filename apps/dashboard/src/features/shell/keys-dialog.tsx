import { Dialog, Kbd } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { useKeyboard } from '../../keyboard/keyboard-context.ts';
import type { KeyGroup } from '../../keyboard/keyboard.ts';
import { useAreSingleKeysOn } from '../../keyboard/single-keys.ts';

interface KeysDialogProps {
  readonly onClose: () => void;
}

interface KeyLine {
  readonly keys: string;
  readonly label: string;
}

/** Keys that work without being asked for here. */
const fixedKeys: readonly KeyLine[] = [
  { keys: 'Esc', label: 'Close what is open' },
  { keys: 'Tab', label: 'Go to the next control' },
];

const toCaps = (keys: string): string =>
  keys
    .replaceAll('+', ' ')
    .replace('Escape', 'Esc')
    .replace(/^mod \w$/, (combination) => combination.toUpperCase().replace('MOD', 'mod'));

const KeyList = ({ title, lines }: { readonly title: string; readonly lines: readonly KeyLine[] }) =>
  lines.length > 0 && (
    <section className="flex flex-col gap-1">
      <h3 className="text-meta text-text-muted font-semibold">{title}</h3>
      <dl className="flex flex-col">
        {lines.map(({ keys, label }) => (
          <div
            key={keys}
            className="border-border flex min-h-9 items-center justify-between gap-4 border-b last:border-0"
          >
            <dt>{label}</dt>
            <dd>
              <Kbd keys={toCaps(keys)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );

const Content = ({ onClose }: KeysDialogProps) => {
  const keyboard = useKeyboard();
  const areOn = useAreSingleKeysOn();
  const list = (group: KeyGroup): readonly KeyLine[] => keyboard.list(group);
  return (
    <div className="flex flex-col gap-5">
      <KeyList title="This page" lines={list('This page')} />
      <KeyList title="Everywhere" lines={[...list('Everywhere'), ...fixedKeys]} />
      <p className="text-meta text-text-muted">
        {areOn ? 'Single keys rest while you type.' : 'Single keys are switched off.'}{' '}
        <Link to="/settings" onClick={onClose} className="text-accent-text underline">
          Change it in Settings
        </Link>
      </p>
    </div>
  );
};

/** All keys that work on the page that is open. */
export const KeysDialog = ({ onClose }: KeysDialogProps) => (
  <Dialog title="Keyboard keys" size="medium" isOpen onClose={onClose}>
    <Content onClose={onClose} />
  </Dialog>
);
