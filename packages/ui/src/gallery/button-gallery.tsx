import { Plus, Trash2 } from 'lucide-react';

import { Button } from '../button.tsx';
import { CopyButton } from '../copy-button.tsx';
import { Icon } from '../icon.tsx';
import { Kbd } from '../kbd.tsx';
import { linkClass } from '../link-class.ts';
import { GalleryGroup, GalleryRow } from './gallery-group.tsx';

const kinds = [
  ['primary', 'New agent'],
  ['secondary', 'Run again'],
  ['quiet', 'Clear filters'],
  ['danger', 'Stop run'],
  ['danger-fill', 'Delete 14 runs'],
] as const;

/** Buttons and links. */
export const ButtonGallery = () => (
  <GalleryGroup title="Buttons">
    <GalleryRow title="32 high">
      {kinds.map(([kind, word]) => (
        <Button key={kind} kind={kind}>
          {word}
        </Button>
      ))}
    </GalleryRow>
    <GalleryRow title="28 high, with icon, square">
      <Button size="small" kind="primary">
        <Icon of={Plus} size={14} />
        New agent
      </Button>
      <Button size="small">Export</Button>
      <Button size="small" isSquare kind="quiet" aria-label="Delete">
        <Icon of={Trash2} size={14} />
      </Button>
      <Button isSquare aria-label="Delete">
        <Icon of={Trash2} />
      </Button>
    </GalleryRow>
    <GalleryRow title="Busy, disabled, refused with the reason">
      <Button kind="primary" isBusy>
        Saving
      </Button>
      <Button isBusy>Stopping</Button>
      <Button disabled>Save as v15</Button>
      <Button refusal="Only owners and editors can stop runs.">Stop run</Button>
    </GalleryRow>
    <GalleryRow title="Copy, keys, link">
      <CopyButton text="run_01jd" label="Copy run id" />
      <CopyButton text="npx signalbox" label="Copy command" kind="secondary" hasWord />
      <Kbd keys="mod K" />
      <Kbd keys="g r" />
      <a href="#gallery" className={linkClass}>
        Open the run
      </a>
    </GalleryRow>
  </GalleryGroup>
);
