import { useEffect, useState } from 'react';

import { PageHeader } from '../page-header.tsx';
import { SegmentedControl } from '../segmented-control.tsx';
import { ButtonGallery } from './button-gallery.tsx';
import { ChartGallery } from './chart-gallery.tsx';
import { ChoiceGallery } from './choice-gallery.tsx';
import { FieldGallery } from './field-gallery.tsx';
import { LayerGallery } from './layer-gallery.tsx';
import { StateGallery } from './state-gallery.tsx';
import { StatusGallery } from './status-gallery.tsx';
import { TableGallery } from './table-gallery.tsx';
import { TextGallery } from './text-gallery.tsx';

const themes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

type Theme = (typeof themes)[number]['value'];

const readTheme = (): Theme => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light');

/** Draws the page in a theme until the gallery goes. */
const useGalleryTheme = () => {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    const before = readTheme();
    return () => {
      document.documentElement.dataset['theme'] = before;
    };
  }, []);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [theme, setTheme] as const;
};

/** Every primitive in all its states, for the people who build with them. */
export const Gallery = () => {
  const [theme, setTheme] = useGalleryTheme();
  return (
    <div className="min-h-0 min-w-0 flex-1 overflow-y-auto p-3 md:p-5">
      <div className="mx-auto flex max-w-[1080px] flex-col gap-8 pb-12">
        <PageHeader
          title="Gallery"
          lead="Every part the pages are made of, in all its states."
          actions={<SegmentedControl label="Theme" value={theme} options={themes} onChange={setTheme} />}
        />
        <ButtonGallery />
        <FieldGallery />
        <ChoiceGallery />
        <StatusGallery />
        <LayerGallery />
        <TableGallery />
        <ChartGallery />
        <TextGallery />
        <StateGallery />
      </div>
    </div>
  );
};
