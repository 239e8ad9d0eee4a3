import { Copy, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../button.tsx';
import { Checkbox } from '../checkbox.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { Kbd } from '../kbd.tsx';
import { Menu } from '../menu.tsx';
import { Popover } from '../popover.tsx';
import { Sheet } from '../sheet.tsx';
import { SidePanel } from '../side-panel.tsx';
import { toast } from '../toast.ts';
import { Tooltip } from '../tooltip.tsx';
import { DialogExample } from './dialog-example.tsx';
import { GalleryGroup, GalleryRow } from './gallery-group.tsx';

const menuItems = [
  { label: 'Run again', icon: Play, onSelect: () => toast({ title: 'Run started', tone: 'success' }) },
  { label: 'Copy link', icon: Copy, hint: <Kbd keys="c" /> },
  'separator',
  { label: 'Delete', icon: Trash2, isDanger: true },
  { label: 'Export', disabledReason: 'Only owners can export.' },
] as const;

const Toasts = () => (
  <>
    <Button onClick={() => toast({ title: 'Saved as v15', tone: 'success' })}>Success</Button>
    <Button onClick={() => toast({ title: 'The run was not stopped', body: 'It had already ended.', tone: 'danger' })}>
      Danger
    </Button>
    <Button
      onClick={() =>
        toast({ title: 'web_search is off', action: { label: 'Undo', onSelect: () => toast({ title: 'It is on' }) } })
      }
    >
      With an action
    </Button>
  </>
);

const FilterPopover = () => {
  const [isOn, setIsOn] = useState(false);
  return (
    <Popover trigger={<Button>Filter</Button>} title="Show only">
      <Checkbox label="Failed runs" checked={isOn} onChange={setIsOn} />
      <Checkbox label="Runs with a write" checked={!isOn} onChange={(next) => setIsOn(!next)} />
    </Popover>
  );
};

const PanelExample = () => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="border-border rounded-card flex h-56 min-w-0 flex-1 basis-full overflow-hidden border">
      <div className="min-w-0 flex-1 p-4">
        <Button onClick={() => setIsOpen(!isOpen)}>Side panel</Button>
      </div>
      <SidePanel title="Step 4" isOpen={isOpen} onClose={() => setIsOpen(false)} storageKey="gallery">
        <p className="p-4">What the step did.</p>
      </SidePanel>
    </div>
  );
};

const ModalExamples = () => {
  const [open, setOpen] = useState<'confirm' | 'sheet' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Button onClick={() => setOpen('confirm')}>Confirm</Button>
      <Button onClick={() => setOpen('sheet')}>Sheet</Button>
      <ConfirmDialog
        title="Stop this run?"
        body="2 tool calls already happened and stay."
        confirm="Stop run"
        cancel="Keep running"
        isDanger
        isOpen={open === 'confirm'}
        onConfirm={close}
        onClose={close}
      />
      {open === 'sheet' && (
        <Sheet title="Filters" onClose={close}>
          <p className="p-4">What a phone shows over the page.</p>
        </Sheet>
      )}
    </>
  );
};

/** What stands over the page. */
export const LayerGallery = () => (
  <GalleryGroup title="Layers">
    <GalleryRow title="Menu, popover, tooltip">
      <Menu trigger={<Button>Actions</Button>} items={menuItems} />
      <FilterPopover />
      <Tooltip text="12 Nov 2026, 14:02:11 UTC">
        <Button kind="quiet">2 min ago</Button>
      </Tooltip>
    </GalleryRow>
    <GalleryRow title="Dialog, confirmation, sheet">
      <DialogExample />
      <ModalExamples />
    </GalleryRow>
    <GalleryRow title="Toasts">
      <Toasts />
    </GalleryRow>
    <GalleryRow title="Side panel">
      <PanelExample />
    </GalleryRow>
  </GalleryGroup>
);
