import { expect, type Page } from '@playwright/test';

import { expectClean } from './expect-clean.ts';
import { ask, stepsOf } from './journey.ts';
import { startVendorServer, vendorAnswer, vendorKey, vendorQuestion, vendorThought } from './vendor-server.ts';
import { connect, fillConnection, withVendors } from './with-vendors.ts';

interface Vendor {
  /** What the card says. */
  readonly card: string;
  readonly name: string;
  readonly model: string;
  /** What stands between the server's address and the vendor's paths. */
  readonly path: string;
  /** By the shipped prices for the tokens that the mock tells; null where nobody knows them. */
  readonly cost: { readonly sum: string; readonly line: string } | null;
  /** What the vendor's list tells of the model, in the vendor's form. */
  readonly told?: object;
  /** What the models' row says it can do. */
  readonly can: string;
}

const yes = { supported: true };

const vendors: readonly Vendor[] = [
  {
    card: 'Anthropic',
    name: 'anthropic',
    model: 'claude-sonnet-5',
    path: '',
    cost: { sum: '$0.008800', line: '2,700 × $2.00 a million' },
    told: {
      max_tokens: 128_000,
      capabilities: { image_input: yes, structured_outputs: yes, thinking: yes },
    },
    can: 'thinking, JSON, images; tools not stated',
  },
  {
    card: 'OpenAI',
    name: 'openai',
    model: 'gpt-5.5',
    path: '/v1',
    cost: { sum: '$0.02370', line: '2,700 × $5.00 a million' },
    can: 'not stated',
  },
  {
    card: 'Google',
    name: 'google',
    model: 'gemini-3.5-flash',
    path: '',
    cost: { sum: '$0.007110', line: '2,700 × $1.50 a million' },
    told: { outputTokenLimit: 65_536, thinking: true },
    can: 'thinking; tools, JSON and images not stated',
  },
  {
    card: 'Other compatible server',
    name: 'my-gateway',
    model: 'open-model-14b',
    path: '/v1',
    cost: null,
    told: {
      architecture: { input_modalities: ['text'] },
      top_provider: { max_completion_tokens: 32_768 },
      supported_parameters: ['tools', 'reasoning', 'structured_outputs'],
    },
    can: 'tools, thinking, JSON; no images',
  },
];

const test = withVendors();

test.describe.configure({ timeout: 90_000 });

/** Every answer that the page gets, to look for what must not be in one. Streams never end and are left out. */
const recordAnswers = (page: Page): (() => Promise<string>) => {
  const answers: Promise<string>[] = [];
  page.on('requestfinished', (request) => {
    const read = async (): Promise<string> => (await (await request.response())?.text()) ?? '';
    // the page has been closed meanwhile
    answers.push(read().catch(() => ''));
  });
  return async () => (await Promise.all(answers)).join('\n');
};

/** The model's row says what it can do, beside the other columns and, on a phone, under its name. */
const expectCan = async (page: Page, { name, model, can }: Vendor): Promise<void> => {
  const row = page
    .getByRole('table', { name: 'Models' })
    .getByRole('row')
    .filter({ hasText: `${name}/${model}` });
  await expect(row.getByRole('cell', { name: can, exact: true })).toBeVisible();
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(row.getByText(`Can: ${can}`, { exact: true })).toBeVisible();
  await expectClean(page);
  if (size) await page.setViewportSize(size);
};

const chooseModel = async (page: Page, { name, model }: Vendor): Promise<void> => {
  await page.goto('/playground');
  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: `${name}/${model}` }).click();
};

const askOnce = async (page: Page, hold: () => () => void): Promise<void> => {
  const goOn = hold();
  await ask(page, vendorQuestion);
  // the thought is read while it is written: a part of it, and never the whole
  const live = stepsOf(page, 'live').filter({ hasText: 'Thinking' });
  await expect(live).toContainText(vendorThought.slice(0, 20));
  expect(await live.textContent()).not.toContain(vendorThought);
  goOn();
  const calls = stepsOf(page, 'tool-call');
  await expect(calls).toHaveCount(2);
  await expect(calls.nth(0)).toContainText('5 + 10 = 15');
  await expect(calls.nth(1)).toContainText('7 * 8 = 56');
  await expect(stepsOf(page, 'thought')).toContainText(vendorThought.slice(0, 40));
  await expect(stepsOf(page, 'answer')).toContainText(vendorAnswer);
};

for (const vendor of vendors) {
  test(`${vendor.card}: key entered, agent asked, thoughts and two tools at once, cost shown`, async ({
    home,
    place,
  }) => {
    const mock = await startVendorServer(vendor);
    const readAnswers = recordAnswers(home);
    await fillConnection(home, { ...vendor, address: `${mock.url}${vendor.path}` });
    await home.getByRole('dialog').getByRole('button', { name: 'Test', exact: true }).click();
    await expect(home.getByRole('dialog').getByRole('status')).toContainText(/Works.*1 model/);
    await connect(home, vendor);
    await expect(home.locator(`[data-connection=${vendor.name}]`)).toContainText(/key ends in cdef.*Works.*1 model/);
    await expectCan(home, vendor);
    await chooseModel(home, vendor);
    await askOnce(home, mock.hold);
    await home.getByRole('link', { name: 'Open run' }).click();

    const facts = home.getByRole('main').locator('dl').first();
    await expect(facts).toContainText(`${vendor.name}/${vendor.model}`);
    await expect(facts).toContainText(vendor.cost?.sum ?? 'no price');
    await home.getByRole('button', { name: vendor.cost?.sum ?? 'no price' }).click();
    const table = home.getByRole('region', { name: 'Cost of each model call' });
    await expect(table.getByRole('row')).toHaveCount(3);
    await expect(table).toContainText(vendor.cost?.line ?? 'no price');
    await home.keyboard.press('Escape');

    await mock.stop();
    const answers = await readAnswers();
    expect(answers).toContain(vendor.name);
    expect(place.server.output).toContain('"level"');
    for (const told of [answers, place.server.output]) expect(told).not.toContain(vendorKey);
  });
}
