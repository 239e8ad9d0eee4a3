import { LLMock } from '@copilotkit/aimock';
import { expect, type Locator, type Page } from '@playwright/test';

import { expectClean } from './expect-clean.ts';
import { ask, stepsOf } from './journey.ts';
import { startVendorServer } from './vendor-server.ts';
import { connect, fillConnection, withVendors } from './with-vendors.ts';

const test = withVendors();

test.describe.configure({ timeout: 90_000 });

const settings = 'Settings → Models';

/** The link that leads from an error to where it is mended works. */
const expectWayToSettings = async (page: Page, within: Locator, name: string = settings): Promise<void> => {
  await within.getByRole('link', { name }).click();
  await expect(page).toHaveURL(/\/settings\/models$/);
  await page.goBack();
};

test('a refused key is told in the playground, on the run and on the overview, with the way to mend it', async ({
  home,
  place: { server },
}) => {
  const model = 'claude-sonnet-5';
  const key = 'sk-wrong-0123456789';
  const mock = await startVendorServer({ model });
  await fillConnection(home, { card: 'Anthropic', name: 'anthropic', address: mock.url, key });
  await connect(home, { name: 'anthropic' });
  await home.goto(`/playground?model=anthropic/${model}`);
  await ask(home, 'What is 2 + 2?');
  const sentence = 'The key for Anthropic was refused. Check it in Settings → Models.';
  const end = stepsOf(home, 'end');
  await expect(end).toContainText(sentence);
  await expectWayToSettings(home, end);

  await home.getByRole('link', { name: 'Open run' }).click();
  const box = home.getByRole('region', { name: 'Why it failed' });
  await expect(box).toContainText(sentence);
  await expect(box).toContainText('When the key is right, run it again.');
  await expectClean(home);
  await expectWayToSettings(home, box);

  await home.goto('/');
  const errors = home.getByRole('region', { name: 'Errors' });
  await expect(errors).toContainText(sentence);
  await expectWayToSettings(home, errors, `Open ${settings}`);
  await mock.stop();
  expect(server.output).not.toContain(key);
});

test('quota, rate limit, an unknown model, too long a conversation: each says what to do', async ({ home }) => {
  const model = 'open-model-14b';
  const mock = new LLMock({ port: 0 });
  const refusals: readonly (readonly [asked: string, status: number, error: object, told: RegExp])[] = [
    ['quota', 429, { code: 'insufficient_quota', message: 'You exceeded your current quota.' }, /plan and billing/],
    ['rate', 429, { type: 'rate_limit_error', message: 'Too many.' }, /limits how often.*choose another model/],
    ['unknown', 404, { code: 'model_not_found', message: 'The model `x` does not exist.' }, /does not have this model/],
    ['long', 400, { code: 'context_length_exceeded', message: 'Too long.' }, /longer than this model.*Start a new one/],
  ];
  for (const [asked, status, error] of refusals) {
    mock.onMessage(asked, { error: { message: '', ...error }, status, retryAfter: 0 });
  }
  // its list of models
  mock.on({ model }, { content: 'Yes.' });
  await mock.start();
  await fillConnection(home, { card: 'Other compatible server', name: 'gateway', address: `${mock.url}/v1` });
  await connect(home, { name: 'gateway' });
  for (const [asked, , , told] of refusals) {
    await home.goto(`/playground?model=gateway/${model}`);
    await ask(home, asked);
    await expect(stepsOf(home, 'end')).toContainText(told);
  }
  await mock.stop();

  // its server is gone: four attempts with their waits, and the address is what to check
  await home.goto(`/playground?model=gateway/${model}`);
  await ask(home, 'Anybody?');
  await expect(stepsOf(home, 'end')).toContainText(
    /gateway cannot be reached .*Check its address in Settings → Models/,
    { timeout: 40_000 },
  );
});

test('a model whose provider is not connected is refused where it is asked', async ({ home }) => {
  await home.goto('/playground?model=nobody/any');
  await ask(home, 'What is 2 + 2?');
  const alert = home.getByRole('alert');
  await expect(alert).toContainText('model.not-found');
  await expectWayToSettings(home, alert);
});
