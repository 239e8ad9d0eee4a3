import { List, ListTree, ScrollText } from 'lucide-react';
import { useState } from 'react';

import { Checkbox } from '../checkbox.tsx';
import { SegmentedControl } from '../segmented-control.tsx';
import { Switch } from '../switch.tsx';
import { TabPanel, Tabs } from '../tabs.tsx';
import { GalleryGroup, GalleryRow } from './gallery-group.tsx';

const views = [
  { value: 'transcript', label: 'Transcript', icon: ScrollText },
  { value: 'timeline', label: 'Timeline', icon: ListTree },
  { value: 'log', label: 'Log', icon: List },
] as const;

const tabs = [
  { value: 'tools', label: 'Tools', count: 12 },
  { value: 'credentials', label: 'Credentials', count: 0 },
  { value: 'servers', label: 'MCP servers' },
] as const;

const TabbedText = () => {
  const [tab, setTab] = useState<(typeof tabs)[number]['value']>('tools');
  return (
    <div className="flex w-full flex-col gap-3">
      <Tabs label="Parts of Tools" value={tab} tabs={tabs} onChange={setTab} />
      <TabPanel value={tab}>What stands under {tab}.</TabPanel>
    </div>
  );
};

/** Controls that choose among few. */
export const ChoiceGallery = () => {
  const [isOn, setIsOn] = useState(true);
  const [view, setView] = useState<(typeof views)[number]['value']>('transcript');
  return (
    <GalleryGroup title="Choices">
      <GalleryRow title="Checkbox">
        <Checkbox label="Only failed" checked={isOn} onChange={setIsOn} />
        <Checkbox label="Some of them" checked={false} isMixed onChange={setIsOn} />
        <Checkbox label="With a hint" hint="Counts discarded attempts too." checked={!isOn} onChange={setIsOn} />
        <Checkbox label="Off limits" checked disabled onChange={setIsOn} />
      </GalleryRow>
      <GalleryRow title="Switch">
        <Switch label="web_search" checked={isOn} onChange={setIsOn} />
        <Switch label="read_file" checked={!isOn} onChange={setIsOn} />
        <Switch label="stripe_refund" checked reason="Only owners can switch tools off." onChange={setIsOn} />
      </GalleryRow>
      <GalleryRow title="Segmented control">
        <SegmentedControl label="View" value={view} options={views} onChange={setView} />
      </GalleryRow>
      <GalleryRow title="Tabs">
        <TabbedText />
      </GalleryRow>
    </GalleryGroup>
  );
};
