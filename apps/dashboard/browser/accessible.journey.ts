import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

import { ask, stepsOf, test } from './journey.ts';

const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

const expectClean = async (page: Page, what: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${what}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found).toEqual([]);
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries(sizes)) {
    test(`axe finds nothing and nothing scrolls sideways: ${colorScheme}, ${name}`, async ({
      browser,
      server,
      session,
    }) => {
      const look = { colorScheme, viewport, baseURL: server.url, hasTouch: name === 'phone' };
      const guest = await browser.newContext(look);
      const signIn = await guest.newPage();
      await signIn.goto('/');
      await expect(signIn.getByRole('button', { name: 'Sign in' })).toBeVisible();
      await expectClean(signIn, 'sign-in');
      await guest.close();

      const context = await browser.newContext({ ...look, storageState: session });
      const page = await context.newPage();
      await page.goto('/');
      await expect(page.getByText('Try one of these')).toBeVisible();
      await expectClean(page, 'start');
      await ask(page, 'What is 5 + 10, then multiply by 3?');
      await expect(stepsOf(page, 'end')).toContainText('completed');
      await page.locator('summary').first().click();
      await expectClean(page, 'run');
      if (name === 'phone') {
        await page.getByRole('button', { name: 'Recent runs' }).click();
        await expect(
          page
            .getByRole('dialog')
            .getByRole('link', { name: /What is 5/ })
            .first(),
        ).toBeVisible();
        await expectClean(page, 'runs');
        await page.goBack();
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      await context.close();
    });
  }
}

test('the theme is remembered and set before the page is drawn', async ({ home }) => {
  await home.emulateMedia({ colorScheme: 'light' });
  await home.goto('/');
  await home.getByRole('button', { name: 'Theme: system. Switch to light' }).click();
  await home.getByRole('button', { name: 'Theme: light. Switch to dark' }).click();
  await expect(home.locator('html')).toHaveAttribute('data-theme', 'dark');
  await home.route('**/assets/*.js', (route) => route.abort());
  await home.reload({ waitUntil: 'domcontentloaded' });
  await expect(home.locator('html')).toHaveAttribute('data-theme', 'dark');
});
