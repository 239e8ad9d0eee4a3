import { useState } from 'react';

import { Combobox } from '../combobox.tsx';
import { SearchField } from '../search-field.tsx';
import { Select } from '../select.tsx';
import { TextArea } from '../text-area.tsx';
import { TextField } from '../text-field.tsx';
import { GalleryGroup } from './gallery-group.tsx';

const ranges = [
  { value: 'hour', label: 'Last hour' },
  { value: 'day', label: 'Last 24 hours' },
  { value: 'month', label: 'Last 30 days', hint: 'slower' },
] as const;

type Range = (typeof ranges)[number]['value'];

const models = [
  { value: 'demo', label: 'Demo model', hint: 'free' },
  { value: 'gpt-5.1', label: 'gpt-5.1', group: 'OpenAI', hint: '$1.25 / $10' },
  { value: 'gpt-5.1-mini', label: 'gpt-5.1-mini', group: 'OpenAI', hint: '$0.25 / $2' },
  { value: 'claude-sonnet-4-5', label: 'claude-sonnet-4-5', group: 'Anthropic', hint: '$3 / $15' },
  { value: 'claude-haiku-4-5', label: 'claude-haiku-4-5', group: 'Anthropic', hint: '$1 / $5' },
];

const rooms = Array.from({ length: 4000 }, (_, at) => ({ value: `${at + 1}`, label: `Room ${at + 1}` }));

/** As where a server finds them. */
const findRooms = (typed: string, chosen: string | null) => {
  const found = rooms.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())).slice(0, 8);
  return typed === '' ? [...found, ...rooms.filter(({ value }) => value === chosen && Number(value) > 8)] : found;
};

const Finding = () => {
  const [room, setRoom] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  return (
    <Combobox
      label="Room, one of many"
      value={room}
      options={findRooms(typed, room)}
      onType={setTyped}
      onChange={setRoom}
      placeholder="Find a room"
    />
  );
};

const Choosing = () => {
  const [range, setRange] = useState<Range>('day');
  const [model, setModel] = useState<string | null>(null);
  return (
    <>
      <Select label="Range" value={range} options={ranges} onChange={setRange} />
      <Select
        label="Range, off"
        value={range}
        options={ranges}
        onChange={setRange}
        disabled
        hint="Not for this list."
      />
      <Combobox label="Model" value={model} options={models} onChange={setModel} placeholder="Choose a model" />
      <Combobox
        label="Fallback"
        value={model}
        options={models}
        onChange={setModel}
        fault="The fallback must be another model."
      />
      <Finding />
    </>
  );
};

/** Fields to write and to choose in. */
export const FieldGallery = () => {
  const [search, setSearch] = useState('');
  return (
    <GalleryGroup title="Fields">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Name" placeholder="Support triage" hint="Shown in lists and links." />
        <TextField label="Step limit" defaultValue="0" fault="Step limit must be between 1 and 1,000." />
        <TextField label="E-mail" defaultValue="owner@example.org" disabled />
        <SearchField label="Search runs" value={search} onChange={setSearch} className="self-end" />
        <TextArea label="Instructions" placeholder="You answer questions about invoices." hint="Plain text." />
        <TextArea label="Arguments" defaultValue="{" fault="Arguments must be JSON." isMono />
        <Choosing />
      </div>
    </GalleryGroup>
  );
};
