import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { Combobox } from './combobox.tsx';

const options = [
  { value: 'demo', label: 'Demo model' },
  { value: 'mini', label: 'gpt-5.1-mini', group: 'OpenAI' },
  { value: 'haiku', label: 'claude-haiku-4-5', group: 'Anthropic' },
  { value: 'sonnet', label: 'claude-sonnet-4-5', group: 'Anthropic' },
];

const Page = () => {
  const [model, setModel] = useState<string | null>('demo');
  return <Combobox label="Model" value={model} options={options} onChange={setModel} />;
};

test('typing narrows the list, keys choose from it', async () => {
  const { getByRole } = await render(<Page />);
  const box = getByRole('combobox', { name: 'Model' });
  await box.click();
  await expect.poll(() => getByRole('option').elements()).toHaveLength(4);
  await userEvent.keyboard('claude');
  await expect.poll(() => getByRole('option').elements()).toHaveLength(2);
  await expect.element(getByRole('group', { name: 'Anthropic' })).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(box).toHaveValue('claude-sonnet-4-5');
  await expect.element(box).toHaveAttribute('aria-expanded', 'false');
});

test('Escape and leaving it keep the old value', async () => {
  const { getByRole } = await render(<Page />);
  const box = getByRole('combobox', { name: 'Model' });
  await userEvent.tab();
  await userEvent.keyboard('gpt{Escape}');
  await expect.element(box).toHaveValue('Demo model');
  await userEvent.keyboard('gpt');
  await userEvent.tab();
  await expect.element(box).toHaveValue('Demo model');
  await expect.element(getByRole('listbox')).not.toBeInTheDocument();
});

test('it says when nothing matches, and Enter then changes nothing', async () => {
  const { getByRole } = await render(<Page />);
  const box = getByRole('combobox', { name: 'Model' });
  await box.fill('llama');
  await expect.element(getByRole('status')).toHaveTextContent('Nothing matches.');
  await userEvent.keyboard('{Enter}{Escape}');
  await expect.element(box).toHaveValue('Demo model');
});

test('a press on an option chooses it and keeps the focus', async () => {
  const { getByRole } = await render(<Page />);
  const box = getByRole('combobox', { name: 'Model' });
  await box.click();
  await getByRole('option', { name: 'gpt-5.1-mini' }).click();
  await expect.element(box).toHaveValue('gpt-5.1-mini');
  await expect.element(box).toHaveFocus();
});

test('typed text can be chosen where it may be', async () => {
  const Typing = () => {
    const [model, setModel] = useState('demo');
    const listed = options.some(({ value }) => value === model)
      ? options
      : [...options, { value: model, label: model }];
    const toTyped = (text: string) => (text.includes('/') ? { value: text, label: text } : null);
    return <Combobox label="Model" value={model} options={listed} toTyped={toTyped} onChange={setModel} />;
  };
  const { getByRole } = await render(<Typing />);
  const box = getByRole('combobox', { name: 'Model' });
  await box.fill('house/small');
  await expect.poll(() => getByRole('option').elements()).toHaveLength(1);
  await userEvent.keyboard('{Enter}');
  await expect.element(box).toHaveValue('house/small');
  await box.fill('nothing');
  await userEvent.keyboard('{Enter}{Escape}');
  await expect.element(box).toHaveValue('house/small');
});

test('options may be found elsewhere: those of before are narrowed until the answer is there', async () => {
  const answers = {
    '': [{ value: 'porter', label: 'Night porter' }],
    kitchen: [{ value: 'cook', label: 'Cook' }],
  };
  const Finding = ({ answered }: { readonly answered: keyof typeof answers }) => {
    const [typed, setTyped] = useState('');
    const [agent, setAgent] = useState<string | null>(null);
    return (
      <>
        <Combobox
          label="Agent"
          value={agent}
          options={answers[answered]}
          onType={setTyped}
          isSearching={typed !== answered}
          onChange={setAgent}
        />
        <p>Typed: “{typed}”</p>
      </>
    );
  };
  const { getByRole, getByText, rerender } = await render(<Finding answered="" />);
  const box = getByRole('combobox', { name: 'Agent' });
  await box.fill('night');
  await expect.element(getByRole('option', { name: 'Night porter' })).toBeVisible();
  await box.fill('kitchen');
  await expect.element(getByRole('status')).toHaveTextContent('Searching…');
  await userEvent.keyboard('{Enter}');
  await rerender(<Finding answered="kitchen" />);
  await expect.element(getByRole('option', { name: 'Cook' })).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(getByRole('listbox')).not.toBeInTheDocument();
  await expect.element(box).toHaveValue('Cook');
  await expect.element(getByText('Typed: “”')).toBeVisible();
});
