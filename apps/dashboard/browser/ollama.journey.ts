import { expect } from '@playwright/test';

import { ask, stepsOf, test } from './journey.ts';
import { signIn } from './sign-in.ts';
import { startServer } from './start-server.ts';
import { startVendorServer, vendorAnswer, vendorQuestion } from './vendor-server.ts';

test('an Ollama that answers is offered, connected with one press, and its model answers', async ({ browser }) => {
  const model = 'open-model-8b';
  const mock = await startVendorServer({ model, wantsKey: false });
  const server = await startServer({ env: { OLLAMA_URL: mock.url } });
  const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server) });
  const page = await context.newPage();

  await page.goto('/settings/models');
  await expect(page.getByText(`Ollama answers at ${mock.url}/v1, and needs no key.`)).toBeVisible();
  await page.getByRole('button', { name: 'Connect Ollama' }).click();
  const row = page.locator('[data-connection=ollama]');
  await expect(row).toContainText(/no key.*Works.*1 model/);
  await expect(page.getByRole('button', { name: 'Connect Ollama' })).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Models' }).getByRole('row').nth(1)).toContainText(/default.*ollama\//);

  // nobody chooses it: it is what the agent runs on now
  await page.goto('/playground');
  await ask(page, vendorQuestion);
  await expect(stepsOf(page, 'answer')).toContainText(vendorAnswer);
  await expect(stepsOf(page, 'answer')).toContainText(`ollama/${model}`);

  await context.close();
  await server.dispose();
  await mock.stop();
});
