import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What axe finds wrong in the page as it is: the rule, and the elements that break it. */
export const findViolations = async (page: Page): Promise<string[]> => {
  // within the page: for frames of other origins, which there are none of, every look would open a second page
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`);
};

/** Axe finds nothing in the page as it is, light and dark; `what` names it in a fault. */
export const expectClean = async (page: Page, what = page.url()): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await findViolations(page), `${what}, ${colorScheme}`).toEqual([]);
  }
};
