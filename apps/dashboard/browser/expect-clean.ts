import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

// what passed is not gathered: it is as much again as the look itself
const look = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' ')))`;

/** What axe finds wrong in the page as it is: the rule, and the elements that break it. Frames there are none of. */
export const findViolations = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate<string[]>(look);
};

/** Axe finds nothing in the page as it is, light and dark; `what` names it in a fault. */
export const expectClean = async (page: Page, what = page.url()): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await findViolations(page), `${what}, ${colorScheme}`).toEqual([]);
  }
};
